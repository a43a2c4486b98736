package io.watchfloor.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.quality.IocScore.Cases;
import io.watchfloor.cli.quality.IocScore.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class IocSectionTest {
    private static final Path GOLD =
            Path.of(System.getProperty("watchfloor.shared", "../../shared"), "ioc", "gold.jsonl");

    @Test
    void theFloorsHold() throws IOException {
        Assumptions.assumeTrue(Files.exists(GOLD), "skipped: texts with known indicators are not on this machine");
        IocScore score = IocSection.score(GOLD);
        assertThat(score.micro().f1())
                .as("micro-F1, failed: %s", score.failed())
                .isGreaterThanOrEqualTo(0.99);
        assertThat(score.cases().right()).isGreaterThanOrEqualTo(score.cases().all() * 98 / 100);
    }

    @Test
    void rightWrongAndMissedValuesAreCounted() throws IOException {
        IocScore score = new IocScore();
        score.count(line("'evil.ru 81.2.69.160', 'expect': {'domain': ['EVIL.ru.'], 'ipv6': ['::1']}"));
        score.count(
                line("'evil.ru 81.2.69.160', 'expect': {'domain': ['evil.ru']}, 'allow': {'ipv4': ['81.2.69.160']}"));
        score.count(line("'evil.ru 81.2.69.160', 'expect': {}, 'ioc_types': ['md5']"));
        assertThat(score.byType())
                .containsEntry("domain", new Counts(2, 0, 0))
                .containsEntry("ipv4", new Counts(0, 1, 0))
                .containsEntry("ipv6", new Counts(0, 0, 1));
        assertThat(score.cases()).isEqualTo(new Cases(2, 3));
        assertThat(score.failed()).containsExactly("a");
        assertThat(score.micro().f1()).isEqualTo(2 * (2.0 / 3) * (2.0 / 3) / (4.0 / 3));
    }

    private static JsonNode line(String rest) throws IOException {
        return Api.JSON.readTree(("{'id': 'a', 'group': 'g', 'text': " + rest + "}").replace('\'', '"'));
    }
}
