package io.watchfloor.rules.correlation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Judges the hits of a window that is over. */
final class Judge {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Measure measure;
    private final int refs;

    /** @param refs how many rules are referred to */
    Judge(Measure measure, int refs) {
        this.measure = measure;
        this.refs = refs;
    }

    /** The sets of hits that meet the condition: all or none, but of shares the hits of each value. */
    List<List<RefHit>> matching(List<RefHit> hits) {
        return switch (measure) {
            case Measure.EventCount(Limits limits) -> all(hits, limits, count(hits.size()));
            case Measure.ValueCount(List<String> ignored, Limits limits) ->
                all(hits, limits, count(byValue(hits).size()));
            case Measure.ValueSum(String ignored, Limits limits) -> all(hits, limits, sum(hits));
            case Measure.ValueAverage(String ignored, Limits limits) ->
                all(hits, limits, sum(hits).divide(count(hits.size()), MathContext.DECIMAL128));
            case Measure.ValuePercentile(String ignored, int percent, Limits limits) ->
                all(hits, limits, percentile(hits, percent));
            case Measure.ValueShare(String ignored, Limits limits) -> shares(hits, limits);
            case Measure.RulesSeen(Limits limits) ->
                all(hits, limits, count(seen(hits).cardinality()));
            case Measure.RulesInOrder(Limits limits) -> all(hits, limits, count(longestChain(hits)));
            case Measure.RulesExpression(RefExpression expression) ->
                expression.holds(seen(hits)) ? List.of(hits) : List.of();
            case Measure.NewTerms ignored -> throw new IllegalStateException("new terms have no windows");
        };
    }

    private static List<List<RefHit>> all(List<RefHit> hits, Limits limits, BigDecimal number) {
        return limits.admit(number) ? List.of(hits) : List.of();
    }

    private static List<List<RefHit>> shares(List<RefHit> hits, Limits limits) {
        List<List<RefHit>> matching = new ArrayList<>();
        for (List<RefHit> some : byValue(hits).values()) {
            BigDecimal share = HUNDRED.multiply(count(some.size())).divide(count(hits.size()), MathContext.DECIMAL128);
            if (limits.admit(share)) {
                matching.add(some);
            }
        }
        return matching;
    }

    private static BigDecimal count(long number) {
        return BigDecimal.valueOf(number);
    }

    private static Map<String, List<RefHit>> byValue(List<RefHit> hits) {
        Map<String, List<RefHit>> byValue = new LinkedHashMap<>();
        for (RefHit hit : hits) {
            byValue.computeIfAbsent(Objects.requireNonNull(hit.value()), value -> new ArrayList<>())
                    .add(hit);
        }
        return byValue;
    }

    private static BigDecimal sum(List<RefHit> hits) {
        return hits.stream().map(hit -> Numbers.of(hit.value())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal percentile(List<RefHit> hits, int percent) {
        List<BigDecimal> sorted =
                hits.stream().map(hit -> Numbers.of(hit.value())).sorted().toList();
        BigDecimal rank = count((long) percent * (sorted.size() - 1)).movePointLeft(2);
        int below = rank.intValue();
        BigDecimal low = sorted.get(below);
        BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return low.add(high.subtract(low).multiply(rank.subtract(count(below))));
    }

    private static BitSet seen(List<RefHit> hits) {
        BitSet seen = new BitSet();
        hits.forEach(hit -> seen.set(hit.ref()));
        return seen;
    }

    private int longestChain(List<RefHit> hits) {
        Chains chains = new Chains(refs);
        hits.forEach(chains::add);
        return chains.longest(Long.MIN_VALUE + 1);
    }
}
