package io.watchfloor.cli.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.bench.StarterBench;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedLogsTest {
    @Test
    void everyKindOfRecordingGivesEventsWithItsDatasets() {
        Optional<Path> data = StarterBench.beside(SourceTree.home());
        assumeTrue(data.isPresent(), "no recorded logs beside the source tree");
        List<Samples.Kind> kinds = RecordedLogs.read(data.get(), Instant.parse("2026-03-08T00:00:00Z"));
        assertThat(kinds).allSatisfy(kind -> assertThat(kind.events()).hasSizeGreaterThan(15));
        assertThat(kinds.stream().flatMap(kind -> kind.events().stream()).map(event -> event.get("event.dataset")))
                .contains("apache.access", "aws.cloudtrail", "zeek.rdp", "auditd.log", "system.auth");
    }
}
