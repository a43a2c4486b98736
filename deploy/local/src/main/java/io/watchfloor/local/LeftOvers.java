package io.watchfloor.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the processes of a data directory by their pid files, whoever started them, and ends them in order. */
record LeftOvers(StackDirectory directory, Progress progress) {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** Ends services of a launcher that was killed, and says so. PostgreSQL and Kafka look after themselves. */
    void clearServices() {
        for (Service service : Service.values()) {
            if (ChildProcess.stopRecorded(directory.pidFile(service), STOP_LIMIT)) {
                progress.notice(service.module() + " of an earlier run was still up: stopped to start again.");
            }
        }
    }

    /** Ends the services together, then Kafka, then PostgreSQL; whether there was anything. */
    @CanIgnoreReturnValue
    boolean sweep() {
        Timed timed = new Timed(progress, () -> false);
        List<Boolean> found = new ArrayList<>(Together.ask(Arrays.stream(Service.values())
                .map(service -> timed.stopping(
                        service.label(), () -> ChildProcess.stopRecorded(directory.pidFile(service), STOP_LIMIT)))
                .toList()));
        found.add(timed.stopping("kafka", () -> EmbeddedBroker.stopAny(directory.kafka()))
                .get());
        found.add(timed.stopping("postgresql", () -> EmbeddedDatabase.stopAny(directory.postgres()))
                .get());
        return found.contains(true);
    }
}
