package io.watchfloor.cli.bench;

import io.watchfloor.rules.engine.Matcher;
import io.watchfloor.rules.engine.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rounds over a stream of events, one thread: finding the values alone, matching all rules, in turn. */
final class StreamRounds {
    private final byte[] stream;
    private final List<DetectInput.Line> lines;
    private final Matcher matcher;
    private final RuleSet.Labels windows;
    private final List<Double> scanned = new ArrayList<>();
    private final List<Double> matchedNew = new ArrayList<>();
    private final List<Double> matchedKnown = new ArrayList<>();
    private long matches;

    StreamRounds(RuleSet rules, byte[] stream, List<DetectInput.Line> lines) {
        this.stream = stream;
        this.lines = lines;
        this.matcher = rules.matcher();
        this.windows = rules.labels(Map.of("logsource.product", "windows"));
    }

    /**
     * Runs the rounds after others that are not counted.
     *
     * @param warmUp rounds for the compiler
     */
    void run(int warmUp, int rounds) {
        for (int round = -warmUp; round < rounds; round++) {
            double scan = scan();
            matcher.forgetValues();
            double fresh = match();
            double known = match();
            double scanAgain = scan();
            if (round >= 0) {
                scanned.add((scan + scanAgain) / 2);
                matchedNew.add(fresh);
                matchedKnown.add(known);
            }
        }
    }

    private double scan() {
        ThreadCpu cpu = new ThreadCpu();
        long values = 0;
        for (DetectInput.Line line : lines) {
            values += matcher.scan(stream, line.from(), line.to());
        }
        assert values > 0;
        return lines.size() / cpu.seconds();
    }

    private double match() {
        matches = 0;
        ThreadCpu cpu = new ThreadCpu();
        for (DetectInput.Line line : lines) {
            matcher.match(stream, line.from(), line.to(), windows, rule -> matches++);
        }
        return lines.size() / cpu.seconds();
    }

    /** Events per CPU second. */
    double scanRate() {
        return Samples.of(scanned).median();
    }

    /** Events per CPU second, every value of the stream new at its first occurrence. */
    double matchRate() {
        return Samples.of(matchedNew).median();
    }

    /** Events per CPU second when the values were seen a round before. */
    double matchRateOfKnownValues() {
        return Samples.of(matchedKnown).median();
    }

    long matches() {
        return matches;
    }
}
