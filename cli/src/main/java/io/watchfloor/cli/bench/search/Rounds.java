package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.bench.Samples;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks one question at a time, some times on one side, then as often on the other, and so on, so that what drifts hits both. */
final class Rounds {
    private static final int STRETCH = 10;

    private final List<SearchSide> sides;
    private final int runs;

    Rounds(List<SearchSide> sides, int runs) {
        this.sides = List.copyOf(sides);
        this.runs = runs;
    }

    /**
     * One side's answers to one question.
     *
     * @param millis from request to the end of the answer
     * @param cpuMillis of the side's servers, for a question
     */
    record Timing(Samples millis, double cpuMillis, Outcome outcome) {}

    /** A question on its way. */
    private static final class Asked {
        private final SearchSide side;
        private final HttpRequest request;
        private final List<Double> millis = new ArrayList<>();
        private Duration cpu = Duration.ZERO;

        Asked(SearchSide side, HttpRequest request) {
            this.side = side;
            this.request = request;
        }

        byte[] stretch(int times) {
            byte[] answer = {};
            Duration before = side.cpu().used();
            for (int i = 0; i < times; i++) {
                long began = System.nanoTime();
                answer = Exchange.send(request);
                millis.add((System.nanoTime() - began) / 1e6);
            }
            cpu = cpu.plus(side.cpu().used().minus(before));
            return answer;
        }

        Timing timing(Outcome outcome) {
            return new Timing(Samples.of(millis), cpu.toNanos() / 1e6 / millis.size(), outcome);
        }
    }

    /** Each question once on each side, not measured. */
    void warmUp(List<SearchQuery> queries) {
        for (SearchQuery query : queries) {
            for (SearchSide side : sides) {
                side.request(query).ifPresent(request -> {
                    Outcome unused = side.read(query, Exchange.send(request));
                });
            }
        }
    }

    /** By name of the side; without those on which it cannot be asked. */
    Map<String, Timing> measure(SearchQuery query) {
        List<Asked> asked = new ArrayList<>();
        for (SearchSide side : sides) {
            Optional<HttpRequest> request = side.request(query);
            request.ifPresent(found -> asked.add(new Asked(side, found)));
        }
        Map<String, byte[]> answers = new LinkedHashMap<>();
        for (int done = 0; done < runs; done += STRETCH) {
            int times = Math.min(STRETCH, runs - done);
            asked.forEach(each -> answers.put(each.side.name(), each.stretch(times)));
        }
        Map<String, Timing> timings = new LinkedHashMap<>();
        asked.forEach(each -> timings.put(
                each.side.name(),
                each.timing(each.side.read(query, answers.getOrDefault(each.side.name(), new byte[0])))));
        return timings;
    }
}
