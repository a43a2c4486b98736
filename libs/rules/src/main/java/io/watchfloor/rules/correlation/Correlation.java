package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.FrequencyWindow;
import io.watchfloor.rules.window.Heat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A correlation rule ready for the events that its references match; safe for use by several threads. */
public final class Correlation {
    private final CorrelationPlan.Place place;
    private final CorrelationRule rule;
    private final Duration window;
    private final int leastHits;
    private final boolean immediate;
    private final Function<CorrelationLog, GroupCorrelation> opener;

    Correlation(CorrelationPlan.Place place) {
        this.place = place;
        this.rule = place.rule();
        this.window = rule.timespan();
        this.leastHits = leastHits(rule.measure());
        this.immediate = isImmediate(rule.measure());
        this.opener = opener();
    }

    public CorrelationRule rule() {
        return rule;
    }

    public CorrelationPlan.Place place() {
        return place;
    }

    /** Whether matches are found at once; otherwise they are when time advances. */
    public boolean isImmediate() {
        return immediate;
    }

    /** How long before the watermark a hit can still matter. */
    public long keepMs() {
        return 2 * rule.windowMs();
    }

    /** A log must keep at least so many hits. */
    public int leastHits() {
        return leastHits;
    }

    /** The correlation over a group's log. */
    public GroupCorrelation open(CorrelationLog log) {
        return opener.apply(log);
    }

    /** Whether what {@link #open} makes is worth to be kept: it remembers its last look at the log. */
    public boolean remembers() {
        return immediate && !(rule.measure() instanceof Measure.EventCount);
    }

    /** What an event is to this rule, matched by the reference at that place. */
    public Reading read(int ref, ObservedEvent event) {
        Optional<String> group = rule.grouping().of(ref, event.fields());
        if (group.isEmpty()) {
            return Reading.UNGROUPED;
        }
        String value = null;
        if (!rule.measure().fields().isEmpty()) {
            value = value(ref, event.fields());
            if (value == null) {
                return Reading.VALUELESS;
            }
        }
        int told = tellsRefs() ? ref : 0;
        return new Reading.Counted(
                group.get(), new RefHit(event.timeMs(), event.id(), told, value, carried(event.fields())));
    }

    private boolean tellsRefs() {
        return switch (rule.measure()) {
            case Measure.RulesSeen ignored -> true;
            case Measure.RulesInOrder ignored -> true;
            case Measure.RulesExpression ignored -> true;
            default -> false;
        };
    }

    private List<String> carried(FieldValues event) {
        return place.carries().isEmpty()
                ? List.of()
                : place.carries().stream()
                        .map(field -> textOrEmpty(event, field))
                        .toList();
    }

    private static String textOrEmpty(FieldValues event, String field) {
        String value = event.text(field);
        return value == null ? "" : value;
    }

    private @Nullable String value(int ref, FieldValues event) {
        List<String> fields = rule.measure().fields();
        return switch (rule.measure()) {
            case Measure.ValueSum sum -> number(ref, event, sum.field(), immediate);
            case Measure.ValueAverage average -> number(ref, event, average.field(), false);
            case Measure.ValuePercentile percentile -> number(ref, event, percentile.field(), false);
            default -> rule.grouping().join(fields, ref, event).orElse(null);
        };
    }

    private @Nullable String number(int ref, FieldValues event, String field, boolean positive) {
        String text = event.text(rule.grouping().fieldOf(field, ref));
        BigDecimal number = text == null ? null : Numbers.parse(text);
        return number == null || positive && number.signum() < 0 ? null : text;
    }

    static boolean isImmediate(Measure measure) {
        return switch (measure) {
            case Measure.EventCount(Limits limits) -> limits.leastCount().isPresent();
            case Measure.ValueCount(List<String> ignored, Limits limits) ->
                limits.leastCount().isPresent();
            case Measure.RulesSeen(Limits limits) -> limits.leastCount().isPresent();
            case Measure.RulesInOrder(Limits limits) -> limits.leastCount().isPresent();
            case Measure.ValueSum(String ignored, Limits limits) -> limits.areLower();
            case Measure.RulesExpression(RefExpression expression) -> expression.isMonotone();
            case Measure.ValueAverage ignored -> false;
            case Measure.ValuePercentile ignored -> false;
            case Measure.ValueShare ignored -> false;
            case Measure.NewTerms ignored -> false;
        };
    }

    private static int leastHits(Measure measure) {
        OptionalInt least = switch (measure) {
            case Measure.EventCount(Limits limits) -> limits.leastCount();
            case Measure.ValueCount(List<String> ignored, Limits limits) -> limits.leastCount();
            default -> OptionalInt.empty();
        };
        return least.orElse(1);
    }

    private Function<CorrelationLog, GroupCorrelation> opener() {
        long windowMs = rule.windowMs();
        if (rule.measure() instanceof Measure.NewTerms terms) {
            return log -> new NewValues(windowMs, terms.learning().toMillis(), log);
        }
        if (!immediate) {
            Judge judge = new Judge(rule.measure(), rule.refs().size());
            return log -> new Windows(windowMs, log, judge);
        }
        Bursts.Shared shared = new Bursts.Shared(windowMs, leastHits, place.tellsHolding(), place.tellsClosed());
        if (rule.measure() instanceof Measure.EventCount) {
            Heat heat = Heat.ofCount(leastHits);
            FrequencyWindow counting = new FrequencyWindow(window, heat, List.of());
            return log -> new Bursts(shared, log, counting, heat);
        }
        return log -> bursts(shared, log, heat(log));
    }

    private Bursts bursts(Bursts.Shared shared, CorrelationLog log, GroupHeat heat) {
        return new Bursts(shared, log, new FrequencyWindow(window, heat, List.of()), heat);
    }

    private GroupHeat heat(CorrelationLog log) {
        int refs = rule.refs().size();
        return switch (rule.measure()) {
            case Measure.ValueSum(String ignored, Limits limits) -> new SlidingHeat(log, new Contents.Sum(limits));
            case Measure.RulesSeen(Limits limits) -> {
                int least = limits.leastCount().orElse(refs);
                yield new SlidingHeat(log, new Contents.Refs(refs, seen -> seen.cardinality() >= least));
            }
            case Measure.RulesInOrder(Limits limits) ->
                new OrderHeat(log, refs, limits.leastCount().orElse(refs));
            case Measure.RulesExpression(RefExpression expression) ->
                new SlidingHeat(log, new Contents.Refs(refs, expression::holds));
            default -> new SlidingHeat(log, new Contents.Values(leastHits));
        };
    }
}
