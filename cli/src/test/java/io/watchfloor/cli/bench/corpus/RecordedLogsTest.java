package io.watchfloor.cli.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.bench.StarterBench;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordedLogsTest {
    @Test
    void everyKindOfRecordingGivesEventsWithItsDatasets() {
        List<Samples.Kind> kinds = kinds();
        assertThat(kinds).allSatisfy(kind -> assertThat(kind.events()).hasSizeGreaterThan(15));
        assertThat(kinds.stream().flatMap(kind -> kind.events().stream()).map(event -> event.get("event.dataset")))
                .contains("apache.access", "aws.cloudtrail", "zeek.rdp", "auditd.log", "system.auth");
    }

    /** OpenSearch would refuse the event that comes second. */
    @Test
    void noFieldHasValuesInOneEventAndFieldsBelowItInAnother() {
        Set<String> fields = kinds().stream()
                .flatMap(kind -> kind.events().stream())
                .flatMap(event -> event.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(fields.stream().filter(field -> fields.stream().anyMatch(other -> other.startsWith(field + "."))))
                .isEmpty();
    }

    private static List<Samples.Kind> kinds() {
        Optional<Path> data = StarterBench.beside(SourceTree.home());
        assumeTrue(data.isPresent(), "no recorded logs beside the source tree");
        return RecordedLogs.read(data.get(), Instant.parse("2026-03-08T00:00:00Z"));
    }
}
