package io.watchfloor.cli.bench;

import io.watchfloor.cli.Polling;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** CPU time, user and system, of processes and their children, as the system counts it ({@code /proc/<pid>/stat} on Linux). */
record CpuTime(List<Long> pids) {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final Duration NEARLY_IDLE = Duration.ofMillis(100);

    /** Of all processes of a stack. */
    static CpuTime of(Stack stack) {
        return new CpuTime(Stream.concat(
                        Arrays.stream(Service.values()).map(stack::pid),
                        Stream.of(stack.broker().pid(), stack.database().pid()))
                .toList());
    }

    /** What they have used once they are nearly idle: work that follows an answer counts too. */
    Duration usedWhenIdle() {
        Duration[] last = {used()};
        return Polling.until(LIMIT, WINDOW, "the stack to become idle", () -> {
            Duration before = last[0];
            last[0] = used();
            return Optional.of(last[0]).filter(now -> now.minus(before).compareTo(NEARLY_IDLE) < 0);
        });
    }

    Duration used() {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
