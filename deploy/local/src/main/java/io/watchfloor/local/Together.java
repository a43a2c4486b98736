package io.watchfloor.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Does several things at the same time and waits for all of them; the first failure, in the order given, is thrown after all have ended. */
final class Together {

    private Together() {}

    static void run(List<Runnable> tasks) {
        var unused = ask(tasks.stream()
                .map(task -> (Supplier<Boolean>) () -> {
                    task.run();
                    return true;
                })
                .toList());
    }

    static <T> List<T> ask(List<Supplier<T>> questions) {
        List<Future<T>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            questions.forEach(question -> futures.add(threads.submit(question::get)));
        }
        return futures.stream().map(Together::answer).toList();
    }

    private static <T> T answer(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }

    @CanIgnoreReturnValue
    static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
