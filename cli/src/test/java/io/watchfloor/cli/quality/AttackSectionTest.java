package io.watchfloor.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.watchfloor.cli.quality.RankingScore.Ranked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackSectionTest {
    private static final Path GOLD =
            Path.of(System.getProperty("watchfloor.shared", "../../shared")).resolve(AttackSection.GOLD);

    @ParameterizedTest
    @CsvSource({
        "tram_single, BOTH, 0.81",
        "tram_multi, BOTH, 0.65",
        "annoctr, BOTH, 0.50",
        "sigma, BOTH, 0.55",
        "sigma, INDICATORS, 0.38",
        "atomic, BOTH, 0.66",
        "atomic, INDICATORS, 0.52",
    })
    void theMapperStaysAsGoodAsItIs(String set, AttackSets.Part part, double top1) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(GOLD), "skipped: the labelled texts are not on this machine");
        assertThat(new AttackSets(GOLD).score(List.of(set), part).top1()).isGreaterThanOrEqualTo(top1);
    }

    @Test
    void theTechniquesOfReportsStayAsGoodAsTheyAre() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(GOLD), "skipped: the labelled texts are not on this machine");
        AttackSets sets = new AttackSets(GOLD);
        assertThat(sets.score(List.of("tram_multi"), AttackSets.Part.BOTH).documentF1())
                .isGreaterThanOrEqualTo(0.61);
        assertThat(sets.reportsOfLabels().documentF1()).isGreaterThanOrEqualTo(0.78);
    }

    @Test
    void ranksAndDocumentsAreCounted() {
        RankingScore score = new RankingScore(0.5);
        score.count("one", Set.of("T1"), List.of(new Ranked("T1", 0.9), new Ranked("T2", 0.6)));
        score.count("one", Set.of("T3"), List.of(new Ranked("T2", 0.4), new Ranked("T3", 0.3)));
        score.count("two", Set.of(), List.of(new Ranked("T4", 0.1)));
        assertThat(score.labelled()).isEqualTo(2);
        assertThat(score.top1()).isEqualTo(0.5);
        assertThat(score.top3()).isEqualTo(1);
        assertThat(score.meanReciprocalRank()).isEqualTo(0.75);
        assertThat(score.documentF1()).isEqualTo(0.5); // T1 found, T2 wrong, T3 missed
        assertThat(score.calibrationError()).isCloseTo((0.1 + 0.4 + 0.1) / 3, within(1e-9));
    }
}
