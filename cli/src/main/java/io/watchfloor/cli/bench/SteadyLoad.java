package io.watchfloor.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends events at a steady rate, also when answers are late, until it is closed: at most so many requests wait at once. */
final class SteadyLoad implements AutoCloseable {
    private static final int BATCH = 100;

    private final Api search;
    private final EventSupply events;
    private final AtomicLong numbers;
    private final long began = System.nanoTime();
    private final long nanosPerBatch;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final ExecutorService threads;
    private final List<Future<?>> senders = new ArrayList<>();
    private long batches;

    /** @param perSecond events */
    SteadyLoad(Api search, EventSupply events, AtomicLong numbers, double perSecond, int connections) {
        this.search = search;
        this.events = events;
        this.numbers = numbers;
        this.nanosPerBatch = (long) (BATCH * 1e9 / perSecond);
        this.threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            senders.add(threads.submit(this::send));
        }
    }

    private void send() {
        while (!ending.get()) {
            byte[] body = next();
            JsonNode answer = search.post("/api/v1/siem/logs", "application/x-ndjson", body);
            sent.addAndGet(answer.path("accepted").asLong());
        }
    }

    /** The next body once it is due. */
    private byte[] next() {
        long due;
        byte[] body;
        synchronized (events) {
            due = began + nanosPerBatch * batches++;
            body = events.batch(numbers.getAndAdd(BATCH), BATCH);
        }
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return body;
    }

    /** Events a second that were taken so far. */
    double perSecond() {
        return sent.get() / ((System.nanoTime() - began) / 1e9);
    }

    /** Ends the load; fails if a request did. */
    @Override
    public void close() {
        ending.set(true);
        try (threads) {
            for (Future<?> sender : senders) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new CommandException("The load could not be sent: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }
}
