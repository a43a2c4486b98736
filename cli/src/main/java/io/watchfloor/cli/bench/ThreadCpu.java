package io.watchfloor.cli.bench;

import java.lang.management.ManagementFactory;

/** CPU time of the calling thread. */
final class ThreadCpu {
    private final long begun = used();

    double seconds() {
        return (used() - begun) / 1e9;
    }

    private static long used() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
