package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.bench.Samples;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients at once, each with one question under way, all questions in turn. */
final class ClientsMix {
    private final int clients;
    private final Duration length;

    ClientsMix(int clients, Duration length) {
        this.clients = clients;
        this.length = length;
    }

    /**
     * What a side managed.
     *
     * @param perSecond answers
     * @param millis of each answer
     * @param cpuMillis of the side's servers, for an answer
     */
    record Load(double perSecond, Samples millis, double cpuMillis) {}

    Load run(SearchSide side, List<HttpRequest> requests) {
        Duration cpu = side.cpu().used();
        long began = System.nanoTime();
        long end = began + length.toNanos();
        List<Double> millis = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<List<Double>>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int first = i;
                running.add(threads.submit(() -> client(requests, first, end)));
            }
            for (Future<List<Double>> client : running) {
                millis.addAll(client.get());
            }
        } catch (ExecutionException e) {
            throw new CommandException("A client failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double used = side.cpu().used().minus(cpu).toNanos() / 1e6;
        return new Load(millis.size() / seconds, Samples.of(millis), used / millis.size());
    }

    private static List<Double> client(List<HttpRequest> requests, int first, long end) {
        List<Double> millis = new ArrayList<>();
        for (int next = first; System.nanoTime() - end < 0; next++) {
            long began = System.nanoTime();
            byte[] answer = Exchange.send(requests.get(next % requests.size()));
            assert answer.length > 0;
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return millis;
    }
}
