package io.watchfloor.local;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Starts services again that ended by themselves, a few times.
 *
 * @param progress told of each
 * @param revive starts one again, or fails with a {@link LaunchException}
 * @param dismissed those that were stopped on purpose
 */
record Supervisor(Progress progress, Consumer<ServiceProcess> revive, Predicate<ServiceProcess> dismissed) {

    private static final int MOST_REVIVALS = 5;

    void watch(BlockingQueue<ServiceProcess> ended, BooleanSupplier stopping) throws InterruptedException {
        int revivals = 0;
        while (!stopping.getAsBoolean()) {
            ServiceProcess gone = ended.poll(1, TimeUnit.SECONDS);
            if (gone == null || stopping.getAsBoolean() || dismissed.test(gone)) {
                continue;
            }
            progress.notice(gone.service().module() + " ended unexpectedly; see " + gone.log() + ".");
            revivals++;
            if (revivals > MOST_REVIVALS) {
                progress.notice(
                        "Services ended too often; it is left alone. `./watchfloor down`, then `./watchfloor up` starts afresh.");
            } else {
                tryAgain(gone, stopping);
            }
        }
    }

    private void tryAgain(ServiceProcess gone, BooleanSupplier stopping) {
        try {
            revive.accept(gone);
        } catch (LaunchException e) {
            if (!stopping.getAsBoolean()) {
                progress.notice(String.valueOf(e.getMessage()));
            }
        }
    }
}
