package io.watchfloor.rules.correlation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Correlations and how they build on each other: which rule's matches are hits of which, what those must carry, how much
 * later than their events they come, and what alerts.
 */
public final class CorrelationPlan {

    /**
     * A rule and what the rules over it need.
     *
     * @param carries fields whose values its hits carry for the rules over it
     * @param tellsHolding whether a rule over it wants each hit at which it holds
     * @param tellsClosed whether a rule over it counts its matches, each once when it is over
     * @param delayMs how far the watermark of its hits is behind that of events
     * @param level how many correlations stand between it and events; 0 for one over events
     * @param alerts whether its matches alert: no rule is over it, or one that says {@code generate: true}
     */
    public record Place(
            CorrelationRule rule,
            List<String> carries,
            boolean tellsHolding,
            boolean tellsClosed,
            long delayMs,
            int level,
            boolean alerts) {}

    /** A rule that refers to another: its place in {@link #correlations()} and that of the reference in it. */
    public record Use(int rule, int ref) {
        static final Comparator<Use> ORDER = Comparator.comparingInt(Use::rule).thenComparingInt(Use::ref);
    }

    private final List<Correlation> correlations;
    private final Map<String, List<Use>> uses;
    private final Set<String> silent;

    private CorrelationPlan(List<Correlation> correlations, Map<String, List<Use>> uses, Set<String> silent) {
        this.correlations = List.copyOf(correlations);
        this.uses = uses;
        this.silent = silent;
    }

    /**
     * A plan of these rules.
     *
     * @param baseRules ids of the rules over single events
     * @throws InvalidCorrelationException for a reference to no rule, for references in a circle, for two rules of one id
     */
    public static CorrelationPlan of(Collection<CorrelationRule> rules, Set<String> baseRules) {
        return new Planning(rules, baseRules).plan();
    }

    /** In an order in which each comes after those that it refers to. */
    public List<Correlation> correlations() {
        return correlations;
    }

    /** The correlations that refer to a rule, in order. */
    public List<Use> usesOf(String ruleId) {
        return uses.getOrDefault(ruleId, List.of());
    }

    /** The fields whose values matter of an event that this rule matches, by the names of that rule's events. */
    public Set<String> fieldsOf(String ruleId) {
        Set<String> fields = new TreeSet<>();
        for (Use use : usesOf(ruleId)) {
            Place user = correlations.get(use.rule()).place();
            fields.addAll(user.rule().fieldsOf(use.ref()));
            fields.addAll(user.carries());
        }
        return fields;
    }

    /** A hit at which a rule held, for a rule over it. */
    public record Fed(Use use, ObservedEvent event) {}

    /**
     * What the hits at which a rule holds are to the rules over it.
     *
     * @param rule its place in {@link #correlations()}
     * @param closed whether these stand for whole bursts, which only rules that count matches want
     */
    public List<Fed> over(int rule, List<RefHit> holding, boolean closed) {
        if (holding.isEmpty()) {
            return List.of();
        }
        Correlation inner = correlations.get(rule);
        List<String> names = inner.place().carries();
        List<Fed> fed = new ArrayList<>();
        for (RefHit hit : holding) {
            FieldValues fields = field -> value(names, hit.carried(), field);
            ObservedEvent event = new ObservedEvent(hit.timeMs(), hit.eventId(), fields);
            for (Use use : usesOf(inner.rule().id())) {
                if (!inner.isImmediate()
                        || closed != asksWhether(correlations.get(use.rule()).rule())) {
                    fed.add(new Fed(use, event));
                }
            }
        }
        return fed;
    }

    private static @Nullable String value(List<String> names, List<String> values, String field) {
        int at = names.indexOf(field);
        return at < 0 ? null : values.get(at);
    }

    /** Whether the matches of a rule alert by themselves; those of a rule that correlations use do not, but by {@code generate}. */
    public boolean alerts(String ruleId) {
        return !silent.contains(ruleId);
    }

    /** Temporal rules ask whether a rule held at a time; the others count its matches. */
    static boolean asksWhether(CorrelationRule user) {
        return switch (user.measure()) {
            case Measure.RulesSeen ignored -> true;
            case Measure.RulesInOrder ignored -> true;
            case Measure.RulesExpression ignored -> true;
            default -> false;
        };
    }

    private static final class Planning {
        private final Map<String, CorrelationRule> rules = new LinkedHashMap<>();
        private final Set<String> baseRules;
        private final List<CorrelationRule> ordered = new ArrayList<>();
        private final Map<String, List<CorrelationRule>> over = new HashMap<>();

        Planning(Collection<CorrelationRule> given, Set<String> baseRules) {
            this.baseRules = baseRules;
            for (CorrelationRule rule : given) {
                if (rules.put(rule.id(), rule) != null || baseRules.contains(rule.id())) {
                    throw new InvalidCorrelationException("Two rules have the id " + rule.id());
                }
            }
            Set<String> done = new HashSet<>();
            rules.values().forEach(rule -> order(rule, new HashSet<>(), done));
            for (CorrelationRule rule : ordered) {
                rule.refs()
                        .forEach(ref -> over.computeIfAbsent(ref, id -> new ArrayList<>())
                                .add(rule));
            }
        }

        private void order(CorrelationRule rule, Set<String> path, Set<String> done) {
            if (!path.add(rule.id())) {
                throw new InvalidCorrelationException("Correlations refer to each other in a circle: " + rule.id());
            }
            for (String ref : done.contains(rule.id()) ? List.<String>of() : rule.refs()) {
                CorrelationRule referred = rules.get(ref);
                if (referred != null) {
                    order(referred, path, done);
                } else if (!baseRules.contains(ref)) {
                    throw new InvalidCorrelationException(
                            "There is no rule " + ref + ", which " + rule.id() + " refers to");
                }
            }
            path.remove(rule.id());
            if (done.add(rule.id())) {
                ordered.add(rule);
            }
        }

        CorrelationPlan plan() {
            Map<String, List<String>> carries = new HashMap<>();
            ordered.reversed().forEach(rule -> carries.put(rule.id(), carries(rule, carries)));
            Map<String, Place> places = new LinkedHashMap<>();
            ordered.forEach(rule -> places.put(rule.id(), place(rule, carries, places)));
            Set<String> silent = new HashSet<>(over.keySet());
            silent.removeIf(this::alerts);
            return new CorrelationPlan(
                    places.values().stream().map(Correlation::new).toList(), uses(), Set.copyOf(silent));
        }

        private boolean alerts(String ruleId) {
            List<CorrelationRule> users = over.getOrDefault(ruleId, List.of());
            return users.isEmpty() || users.stream().anyMatch(CorrelationRule::generate);
        }

        private List<String> carries(CorrelationRule rule, Map<String, List<String>> known) {
            Set<String> fields = new TreeSet<>();
            for (CorrelationRule user : over.getOrDefault(rule.id(), List.of())) {
                fields.addAll(user.fieldsOf(user.refs().indexOf(rule.id())));
                fields.addAll(known.getOrDefault(user.id(), List.of()));
            }
            return List.copyOf(fields);
        }

        private Place place(CorrelationRule rule, Map<String, List<String>> carries, Map<String, Place> places) {
            List<CorrelationRule> users = over.getOrDefault(rule.id(), List.of());
            return new Place(
                    rule,
                    carries.getOrDefault(rule.id(), List.of()),
                    users.stream().anyMatch(CorrelationPlan::asksWhether),
                    users.stream().anyMatch(user -> !asksWhether(user)),
                    rule.refs().stream()
                            .map(places::get)
                            .filter(Objects::nonNull)
                            .mapToLong(inner -> delayOver(inner, rule))
                            .max()
                            .orElse(0),
                    rule.refs().stream()
                            .map(places::get)
                            .filter(Objects::nonNull)
                            .mapToInt(inner -> inner.level() + 1)
                            .max()
                            .orElse(0),
                    alerts(rule.id()));
        }

        private static long delayOver(Place inner, CorrelationRule user) {
            CorrelationRule rule = inner.rule();
            boolean atOnce = Correlation.isImmediate(rule.measure()) && asksWhether(user)
                    || rule.measure() instanceof Measure.NewTerms;
            return inner.delayMs() + (atOnce ? 0 : rule.windowMs());
        }

        private Map<String, List<Use>> uses() {
            Map<String, List<Use>> uses = new HashMap<>();
            for (int i = 0; i < ordered.size(); i++) {
                List<String> refs = ordered.get(i).refs();
                for (int ref = 0; ref < refs.size(); ref++) {
                    uses.computeIfAbsent(refs.get(ref), id -> new ArrayList<>()).add(new Use(i, ref));
                }
            }
            uses.values().forEach(list -> list.sort(Use.ORDER));
            return uses;
        }
    }
}
