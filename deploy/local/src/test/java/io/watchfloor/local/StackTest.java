package io.watchfloor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        assertThat(Stack.stopLeftOvers(data(), Progress.silent())).isFalse();
    }

    @Test
    void allPartsStartAreRestartedAndStop() throws IOException {
        FakeService.packageAll(directory);
        Stack.Config config = new Stack.Config(data(), PortPlan.free(), "acme", directory);
        List<Long> pids;
        try (Stack stack = Stack.start(config, Progress.silent())) {
            pids = pids(stack);
            assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).orElseThrow().isAlive());
            assertThat(StackFile.read(data()).orElseThrow().parts())
                    .extracting(StackFile.Part::pid)
                    .containsExactlyInAnyOrderElementsOf(pids);
            assertThatThrownBy(() -> Stack.start(config, Progress.silent())).hasMessageContaining("already up");

            long old = stack.pid(Service.CASES);
            stack.kill(Service.CASES);
            assertThat(ServiceHealth.of(stack.url(Service.CASES)).ready()).isFalse();
            stack.restart(Service.CASES);
            assertThat(stack.pid(Service.CASES)).isNotEqualTo(old);
            assertThat(ServiceHealth.of(stack.url(Service.CASES)).ready()).isTrue();
            assertThat(Files.readString(data().resolve("logs/case-service.log")))
                    .contains("fake service of cases_app");
        }
        assertThat(pids)
                .noneMatch(pid -> ProcessHandle.of(pid).map(Processes::running).orElse(false));
        assertThat(Stack.up(data())).isFalse();
    }

    @Test
    void servicesThatAreNotBuiltAreNamedWithWhatToDoAndNothingStaysBehind() {
        Stack.Config config = new Stack.Config(data(), PortPlan.free(), "acme", directory);
        assertThatThrownBy(() -> Stack.start(config, Progress.silent()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("siem-search-service is not built")
                .hasMessageContaining("./watchfloor build");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private static List<Long> pids(Stack stack) {
        return Stream.concat(
                        Stream.of(stack.database().pid(), stack.broker().pid()),
                        Arrays.stream(Service.values()).map(stack::pid))
                .toList();
    }
}
