package io.watchfloor.cli.bench;

import io.watchfloor.cli.Polling;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CPU time, user and system, of processes and their children, as the system counts it ({@code /proc/<pid>/stat} on Linux). */
public record CpuTime(List<Long> pids) {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final Duration NEARLY_IDLE = Duration.ofMillis(100);
    /** proc(5): times are in hundredths of a second on every architecture there is a JDK for. */
    private static final long TICK_MILLIS = 10;

    /** In {@code stat}, behind the program's name: user and system time of the process, then of its children that have ended. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    /** Of all processes of a stack. */
    static CpuTime of(Stack stack) {
        return new CpuTime(Stream.concat(
                        Arrays.stream(Service.values()).map(stack::pid),
                        Stream.of(stack.broker().pid(), stack.database().pid()))
                .toList());
    }

    /** What they have used once they are nearly idle: work that follows an answer counts too. */
    Duration usedWhenIdle() {
        return usedWhenIdle(WINDOW, NEARLY_IDLE, LIMIT);
    }

    /**
     * The same with another notion of being idle.
     *
     * @param most CPU time of an idle window
     * @param limit how long to wait
     */
    public Duration usedWhenIdle(Duration window, Duration most, Duration limit) {
        // The first question comes at once, when no window has passed yet.
        @Nullable Duration[] last = {null};
        return Polling.until(limit, window, "the processes to become idle", () -> {
            Duration before = last[0];
            Duration now = used();
            last[0] = now;
            boolean idle = before != null && now.minus(before).compareTo(most) < 0;
            return idle ? Optional.of(now) : Optional.empty();
        });
    }

    /** What they have used so far. */
    public Duration used() {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(CpuTime::used)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Its own time and that of its children that have ended, so that a process that ends is not forgotten. */
    private static Duration used(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", FIRST_TIME + TIMES + 1);
            long ticks = 0;
            for (int i = 0; i < TIMES; i++) {
                ticks += Long.parseLong(values[FIRST_TIME + i]);
            }
            return Duration.ofMillis(TICK_MILLIS * ticks);
        } catch (IOException e) { // it ended meanwhile, or this is no Linux
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }
}
