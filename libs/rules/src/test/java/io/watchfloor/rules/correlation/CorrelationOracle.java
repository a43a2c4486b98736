package io.watchfloor.rules.correlation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The definitions of {@code docs/correlations.md} word by word, for one group, sorted input and quadratic time. */
final class CorrelationOracle {
    private static final Comparator<RefHit> ORDER = Comparator.comparingLong(RefHit::timeMs)
            .thenComparing(RefHit::eventId)
            .thenComparingInt(RefHit::ref);

    private final CorrelationRule rule;

    /** What a rule finds: members by match, and where it holds for rules over it. */
    record Result(List<List<RefHit>> matches, List<RefHit> holding, List<RefHit> closed) {}

    CorrelationOracle(CorrelationRule rule) {
        this.rule = rule;
    }

    Result find(Collection<RefHit> input) {
        List<RefHit> hits = new ArrayList<>(new HashSet<>(input));
        hits.sort(ORDER);
        if (rule.measure() instanceof Measure.NewTerms terms) {
            return ofSingles(newTerms(hits, terms));
        }
        return monotone() ? bursts(hits) : windows(hits);
    }

    private boolean monotone() {
        return switch (rule.measure()) {
            case Measure.EventCount m -> lower(m.limits());
            case Measure.ValueCount m -> lower(m.limits());
            case Measure.ValueSum m -> lower(m.limits());
            case Measure.RulesSeen m -> lower(m.limits());
            case Measure.RulesInOrder m -> lower(m.limits());
            case Measure.RulesExpression m -> !m.expression().toString().contains("Not");
            default -> false;
        };
    }

    private static boolean lower(Limits limits) {
        return limits.all().stream().allMatch(limit -> limit.operator().name().startsWith("G"));
    }

    private Result bursts(List<RefHit> hits) {
        List<List<RefHit>> chains = new ArrayList<>();
        List<RefHit> hot = hits.stream().filter(hit -> met(windowOf(hit, hits))).toList();
        for (RefHit hit : hot) {
            if (chains.isEmpty()
                    || hit.timeMs() - chains.getLast().getLast().timeMs()
                            >= rule.timespan().toMillis()) {
                chains.add(new ArrayList<>());
            }
            chains.getLast().add(hit);
        }
        List<List<RefHit>> matches = new ArrayList<>();
        List<RefHit> closed = new ArrayList<>();
        for (List<RefHit> chain : chains) {
            TreeSet<RefHit> members = new TreeSet<>(ORDER);
            chain.forEach(hit -> members.addAll(windowOf(hit, hits)));
            matches.add(List.copyOf(members));
            closed.add(hits.stream()
                    .filter(hit -> hit.timeMs() == chain.getLast().timeMs())
                    .findFirst()
                    .orElseThrow());
        }
        return new Result(matches, hot, closed);
    }

    private List<RefHit> windowOf(RefHit hit, List<RefHit> hits) {
        long from = hit.timeMs() - rule.timespan().toMillis();
        return hits.stream()
                .filter(other -> from < other.timeMs() && other.timeMs() <= hit.timeMs())
                .toList();
    }

    private Result windows(List<RefHit> hits) {
        List<List<RefHit>> matches = new ArrayList<>();
        int at = 0;
        while (at < hits.size()) {
            long end = hits.get(at).timeMs() + rule.timespan().toMillis();
            List<RefHit> window =
                    hits.stream().skip(at).filter(hit -> hit.timeMs() < end).toList();
            at += window.size();
            if (rule.measure() instanceof Measure.ValueShare share) {
                Map<String, List<RefHit>> byValue = new LinkedHashMap<>();
                window.forEach(hit -> byValue.computeIfAbsent(hit.value(), v -> new ArrayList<>())
                        .add(hit));
                byValue.values().stream()
                        .filter(some -> admits(share.limits(), 100.0 * some.size() / window.size()))
                        .forEach(matches::add);
            } else if (met(window)) {
                matches.add(window);
            }
        }
        return ofLasts(matches);
    }

    private static Result ofLasts(List<List<RefHit>> matches) {
        List<RefHit> lasts = matches.stream().map(List::getLast).toList();
        return new Result(matches, lasts, lasts);
    }

    private static Result ofSingles(List<RefHit> found) {
        return new Result(found.stream().map(List::of).toList(), found, found);
    }

    private List<RefHit> newTerms(List<RefHit> hits, Measure.NewTerms terms) {
        List<RefHit> found = new ArrayList<>();
        Map<String, Long> last = new HashMap<>();
        RefHit latest = hits.getFirst();
        RefHit first = latest;
        for (RefHit hit : hits) {
            first = hit.timeMs() - latest.timeMs() >= rule.timespan().toMillis() ? hit : first;
            latest = hit;
            Long before = last.put(hit.value(), hit.timeMs());
            boolean learned = hit.timeMs() - first.timeMs() >= terms.learning().toMillis();
            if (learned
                    && (before == null
                            || hit.timeMs() - before >= rule.timespan().toMillis())) {
                found.add(hit);
            }
        }
        return found;
    }

    private boolean met(List<RefHit> window) {
        return switch (rule.measure()) {
            case Measure.EventCount m -> admits(m.limits(), window.size());
            case Measure.ValueCount m ->
                admits(m.limits(), window.stream().map(RefHit::value).distinct().count());
            case Measure.ValueSum m -> m.limits().admit(sum(window));
            case Measure.ValueAverage m ->
                m.limits().admit(sum(window).divide(BigDecimal.valueOf(window.size()), MathContext.DECIMAL128));
            case Measure.ValuePercentile m -> admits(m.limits(), percentile(window, m.percent()));
            case Measure.RulesSeen m -> admits(m.limits(), refs(window).size());
            case Measure.RulesInOrder m -> admits(m.limits(), longest(window));
            case Measure.RulesExpression m -> holds(m.expression(), refs(window));
            case Measure.ValueShare ignored -> false;
            case Measure.NewTerms ignored -> false;
        };
    }

    private static boolean admits(Limits limits, double number) {
        return limits.admit(BigDecimal.valueOf(number));
    }

    private static BigDecimal sum(List<RefHit> window) {
        BigDecimal sum = BigDecimal.ZERO;
        for (RefHit hit : window) {
            sum = sum.add(new BigDecimal(hit.value()));
        }
        return sum;
    }

    private static double percentile(List<RefHit> window, int percent) {
        double[] sorted = window.stream()
                .mapToDouble(hit -> Double.parseDouble(hit.value()))
                .sorted()
                .toArray();
        double rank = percent * (sorted.length - 1) / 100.0;
        int below = (int) rank;
        return below + 1 == sorted.length
                ? sorted[below]
                : sorted[below] + (sorted[below + 1] - sorted[below]) * (rank - below);
    }

    private static Set<Integer> refs(List<RefHit> window) {
        Set<Integer> refs = new HashSet<>();
        window.forEach(hit -> refs.add(hit.ref()));
        return refs;
    }

    private static boolean holds(RefExpression expression, Set<Integer> refs) {
        return switch (expression) {
            case RefExpression.Ref ref -> refs.contains(ref.index());
            case RefExpression.All all -> all.parts().stream().allMatch(part -> holds(part, refs));
            case RefExpression.Any any -> any.parts().stream().anyMatch(part -> holds(part, refs));
            case RefExpression.Not not -> !holds(not.part(), refs);
        };
    }

    /** Of hits whose references rise and whose times do not fall, neighbours of different events. */
    private static int longest(List<RefHit> window) {
        List<RefHit> byRef = new ArrayList<>(window);
        byRef.sort(Comparator.comparingInt(RefHit::ref));
        int[] longest = new int[byRef.size()];
        int best = 0;
        for (int i = 0; i < longest.length; i++) {
            RefHit hit = byRef.get(i);
            longest[i] = 1;
            for (int j = 0; j < i; j++) {
                RefHit before = byRef.get(j);
                if (before.ref() < hit.ref()
                        && before.timeMs() <= hit.timeMs()
                        && !before.eventId().equals(hit.eventId())) {
                    longest[i] = Math.max(longest[i], longest[j] + 1);
                }
            }
            best = Math.max(best, longest[i]);
        }
        return best;
    }
}
