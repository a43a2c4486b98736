package io.watchfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WatchfloorTest {

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void withoutAStackIngestSaysHowToStartOneAndFails() {
        assertThat(run("ingest", "--file", "pom.xml", "--data-dir", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("No stack is up on " + directory, "./watchfloor up")
                .doesNotContain("Exception");
    }

    @Test
    void wrongOptionsAreUsageErrors() {
        assertThat(run("token", "--ttl", "5x")).isEqualTo(2);
        assertThat(err.toString()).contains("'5x' is not a duration");
        assertThat(run("up", "--port-base", "many")).isEqualTo(2);
    }

    @Test
    void aPortBaseOutOfRangeIsRefusedWithTheRange() {
        assertThat(run("up", "--port-base", "80", "--data-dir", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("1024-65000");
    }

    @Test
    void durationsAreANumberAndAUnit() {
        Durations durations = new Durations();
        assertThat(durations.convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(durations.convert("7d")).isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> durations.convert("0m")).hasMessageContaining("not a duration");
        assertThatThrownBy(() -> durations.convert("PT1H")).hasMessageContaining("not a duration");
    }

    private int run(String... arguments) {
        CommandLine command = Watchfloor.commandLine();
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
