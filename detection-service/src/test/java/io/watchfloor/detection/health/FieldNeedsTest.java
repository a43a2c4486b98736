package io.watchfloor.detection.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.query.QueryParser;
import io.watchfloor.rules.match.RuleLogic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNeedsTest {
    private static final SeenFields SEEN = new SeenFields(Set.of(
            "user.name",
            "source.ip",
            "event.dataset",
            "event.dataset:system.auth",
            "file.hash.sha256",
            "watchfloor.source"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user:root | ",
                "user:root AND process.name:sh | process.name",
                "user:root OR process.name:sh | ",
                "dns.question.name:a* OR process.name:sh | dns.question.name,process.name",
                "NOT process.name:sh | ",
                "hash:abc | ",
                "_exists_:user.domain | user.domain",
                "event.dataset:\"system.auth\" | ",
                "event.dataset:System.Auth | ",
                "event.dataset:zeek.conn | event.dataset:zeek.conn",
                "source.port:[1 TO 9] | source.port",
                "powershell | ",
                "* | "
            })
    void aRuleNeedsTheFieldsWithoutWhichItCannotBeTrue(String query, String absent) {
        Set<String> expected = absent == null ? Set.of() : Set.of(absent.split(","));
        assertThat(absent(query)).isEqualTo(expected);
    }

    @Test
    void aFrequencyRuleNeedsTheFieldsOfItsGroups() {
        RuleLogic logic = new RuleLogic.FrequencyLogic(
                QueryParser.parse("user:root"), List.of("user.name", "host.name"), Duration.ofMinutes(5), 3, List.of());
        assertThat(FieldNeeds.absent(logic, SEEN)).containsExactly("host.name");
    }

    @Test
    void nothingIsSaidBeforeAnythingWasSeen() {
        RuleLogic logic = new RuleLogic.QueryLogic(QueryParser.parse("process.name:sh"));
        assertThat(FieldNeeds.absent(logic, new SeenFields(Set.of()))).isEmpty();
    }

    @Test
    void pathsAreAskedForAsTheyAre() {
        assertThat(FieldNeeds.absent(List.of("user.name", "winlog.event_data.TargetUserName"), SEEN))
                .containsExactly("winlog.event_data.TargetUserName");
    }

    private static Set<String> absent(String query) {
        return FieldNeeds.absent(new RuleLogic.QueryLogic(QueryParser.parse(query)), SEEN);
    }
}
