package io.watchfloor.rules.sigma;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts correlations behind what they refer to, and leaves out those whose references lead nowhere or back to themselves. */
final class CorrelationOrder {
    private final References references;
    private final List<SigmaCorrelation> ordered = new ArrayList<>();
    private final List<SigmaProblem> problems = new ArrayList<>();
    private final Map<String, List<SigmaCorrelation>> users = new HashMap<>();
    private final Map<String, Integer> waitsFor = new HashMap<>();

    CorrelationOrder(List<SigmaCorrelation> correlations, References references) {
        this.references = references;
        List<SigmaCorrelation> sound = sound(correlations);
        order(sound);
        for (SigmaCorrelation left : sound) {
            if (waitsFor.containsKey(left.id())) {
                problems.add(SigmaCollection.problem(left, "cycle", "the correlation refers to itself by its rules"));
            }
        }
    }

    List<SigmaCorrelation> correlations() {
        return ordered;
    }

    List<SigmaProblem> problems() {
        return problems;
    }

    /** Without those that have broken references, and those that refer to them. */
    private List<SigmaCorrelation> sound(List<SigmaCorrelation> correlations) {
        Map<String, SigmaCorrelation> sound = new LinkedHashMap<>();
        correlations.forEach(correlation -> sound.put(correlation.id(), correlation));
        Deque<SigmaCorrelation> dropped = new ArrayDeque<>();
        for (SigmaCorrelation correlation : correlations) {
            SigmaProblem problem = problem(correlation);
            if (problem != null) {
                problems.add(problem);
                sound.remove(correlation.id());
                dropped.add(correlation);
            }
            link(correlation);
        }
        dropUsers(dropped, sound);
        waitsFor.keySet().retainAll(sound.keySet());
        return List.copyOf(sound.values());
    }

    private void dropUsers(Deque<SigmaCorrelation> dropped, Map<String, SigmaCorrelation> sound) {
        while (!dropped.isEmpty()) {
            SigmaCorrelation base = dropped.remove();
            for (SigmaCorrelation user : users.getOrDefault(base.id(), List.of())) {
                if (sound.remove(user.id()) != null) {
                    String message =
                            "the correlation refers to " + base.header().title() + ", which is refused";
                    problems.add(SigmaCollection.problem(user, "reference", message));
                    dropped.add(user);
                }
            }
        }
    }

    private @Nullable SigmaProblem problem(SigmaCorrelation correlation) {
        List<String> all = new ArrayList<>(correlation.rules());
        correlation.aliases().values().forEach(fields -> all.addAll(fields.keySet()));
        for (String reference : all) {
            if (references.isAmbiguous(correlation, reference)) {
                String message = "several rules have the name " + reference + ": refer to one by its id";
                return SigmaCollection.problem(correlation, "duplicate_name", message);
            }
            SigmaDocument found = references.find(correlation, reference);
            if (found == null || found instanceof SigmaFilter) {
                return SigmaCollection.problem(correlation, "reference", "there is no rule " + reference);
            }
        }
        return null;
    }

    private List<SigmaCorrelation> bases(SigmaCorrelation correlation) {
        List<SigmaCorrelation> bases = new ArrayList<>();
        for (String reference : correlation.rules()) {
            if (references.find(correlation, reference) instanceof SigmaCorrelation base) {
                bases.add(base);
            }
        }
        return bases;
    }

    private void link(SigmaCorrelation correlation) {
        List<SigmaCorrelation> bases = bases(correlation);
        waitsFor.put(correlation.id(), bases.size());
        bases.forEach(base ->
                users.computeIfAbsent(base.id(), ignored -> new ArrayList<>()).add(correlation));
    }

    private void order(List<SigmaCorrelation> sound) {
        Deque<SigmaCorrelation> ready = new ArrayDeque<>(sound);
        ready.removeIf(correlation -> !Integer.valueOf(0).equals(waitsFor.get(correlation.id())));
        while (!ready.isEmpty()) {
            SigmaCorrelation next = ready.remove();
            waitsFor.remove(next.id());
            ordered.add(next);
            for (SigmaCorrelation user : users.getOrDefault(next.id(), List.of())) {
                Integer left = waitsFor.computeIfPresent(user.id(), (id, bases) -> bases - 1);
                if (left != null && left == 0) {
                    ready.add(user);
                }
            }
        }
    }
}
