package io.watchfloor.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** CPU time, user and system, of processes and their children, as the system counts it ({@code /proc/<pid>/stat} on Linux). */
record CpuTime(List<Long> pids) {

    Duration used() {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
