package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.sigma.LogSource;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a pipeline does to one rule. */
final class RuleMapping {
    private final List<Transformation> fitting;
    private final List<String> refusals = new ArrayList<>();
    private final Set<String> unmapped = new LinkedHashSet<>();
    /** Each is one route of every decision: an event shows the rule's log source if it goes along one of them. */
    private List<Variant> variants = List.of(new Variant(List.of()));

    private RuleMapping(List<Transformation> fitting) {
        this.fitting = fitting;
    }

    static RuleMapping of(List<Transformation> transformations, Otherwise otherwise, SigmaRule rule) {
        RuleMapping mapping = new RuleMapping(
                transformations.stream().filter(each -> each.when().fits(rule)).toList());
        mapping.decide(rule.logSource(), otherwise);
        return mapping;
    }

    Mapped apply(Condition condition) {
        if (!refusals.isEmpty()) {
            return new Mapped(Condition.FALSE, refusals);
        }
        List<Condition> routes = new ArrayList<>();
        for (Variant variant : variants) {
            List<Condition> parts = new ArrayList<>(variant.where());
            parts.add(condition.map(predicate -> new Condition.Is(predicate.mapFields(field -> map(field, variant)))));
            routes.add(Condition.all(parts));
        }
        return new Mapped(
                Condition.any(routes),
                unmapped.stream()
                        .map(name -> "field " + name + " has no mapping")
                        .toList());
    }

    List<String> paths(String field) {
        return variants.stream()
                .flatMap(variant -> paths(field, variant).stream())
                .distinct()
                .toList();
    }

    Map<String, @Nullable Object> event(Map<String, ? extends @Nullable Object> sigmaFields) {
        Map<String, @Nullable Object> first = new LinkedHashMap<>();
        for (Variant variant : variants) {
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            sigmaFields.forEach((name, value) -> put(event, paths(name, variant).getFirst(), value));
            boolean fits = variant.complete(event);
            if (fits) {
                return event;
            }
            if (first.isEmpty()) {
                first = event;
            }
        }
        return first;
    }

    /** The first step that names a part of the log source settles it; steps that only name settled parts have nothing to add. */
    private void decide(LogSource source, Otherwise otherwise) {
        Set<LogSourcePart> settled = EnumSet.noneOf(LogSourcePart.class);
        for (Transformation step : fitting) {
            Set<LogSourcePart> parts = step.when().parts().keySet();
            if (step.decides() && (parts.isEmpty() || !settled.containsAll(parts))) {
                settled.addAll(parts);
                decide(step);
            }
        }
        for (LogSourcePart part : LogSourcePart.values()) {
            String value = part.of(source);
            if (value != null && !settled.contains(part)) {
                decide(part, value, otherwise);
            }
        }
    }

    private void decide(Transformation step) {
        if (step.reject() != null) {
            refusals.add(step.reject());
        } else {
            fork(step.routes());
        }
    }

    private void decide(LogSourcePart part, String value, Otherwise otherwise) {
        switch (otherwise) {
            case Otherwise.Labels(var fields)
            when fields.containsKey(part) ->
                fork(List.of(new Route(Map.of(fields.get(part), List.of(value)), Map.of())));
            case Otherwise.Labels ignored -> refusals.add("unknown " + part.key() + " " + value);
            case Otherwise.Reject(var reason) -> refusals.add("unknown " + part.key() + " " + value + ": " + reason);
        }
    }

    private void fork(List<Route> routes) {
        variants = variants.stream()
                .flatMap(variant -> routes.stream().map(variant::and))
                .toList();
    }

    private Field map(Field field, Variant variant) {
        if (field.isAny()) {
            return fitting.stream()
                    .map(Transformation::keywords)
                    .filter(keywords -> !keywords.isEmpty())
                    .findFirst()
                    .map(Field::new)
                    .orElse(field);
        }
        return new Field(field.paths().stream()
                .flatMap(name -> paths(name, variant).stream())
                .distinct()
                .toList());
    }

    private List<String> paths(String name, Variant variant) {
        List<String> ofRoute = variant.fields().get(name);
        if (ofRoute != null) {
            return ofRoute;
        }
        boolean maps = false;
        for (Transformation step : fitting) {
            List<String> paths = step.fields().get(name);
            if (paths != null) {
                return paths;
            }
            maps |= !step.fields().isEmpty();
        }
        return rest(name, maps);
    }

    /** A name that no step maps. Where names are mapped at all, one that is not is worth a note. */
    private List<String> rest(String name, boolean maps) {
        for (Transformation step : fitting) {
            String path = step.rest(name);
            if (path != null) {
                return List.of(path);
            }
        }
        if (maps) {
            unmapped.add(name);
        }
        return List.of(name);
    }

    /** Two names of Sigma may be one field of the event. */
    private static void put(Map<String, @Nullable Object> event, String path, @Nullable Object value) {
        Object before = event.get(path);
        event.put(path, before == null ? value : List.of(before, value == null ? List.of() : value));
    }

    /** Routes that an event takes together. */
    private record Variant(List<Route> routes) {

        Variant and(Route route) {
            List<Route> more = new ArrayList<>(routes);
            more.add(route);
            return new Variant(more);
        }

        List<Condition> where() {
            return routes.stream()
                    .filter(route -> !route.where().isEmpty())
                    .map(Route::condition)
                    .toList();
        }

        Map<String, List<String>> fields() {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            routes.forEach(route -> route.fields().forEach(fields::putIfAbsent));
            return fields;
        }

        /** Adds what shows the routes, unless the event says something else there; whether it shows all of them then. */
        boolean complete(Map<String, @Nullable Object> event) {
            Set<String> paths = routes.stream()
                    .flatMap(route -> route.where().keySet().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            for (String path : paths) {
                if (!event.containsKey(path)) {
                    choose(path, event);
                }
            }
            return paths.stream().allMatch(path -> admits(path, event));
        }

        private void choose(String path, Map<String, @Nullable Object> event) {
            List<Object> examples = routes.stream()
                    .flatMap(route -> route.examples(path).stream())
                    .toList();
            for (int i = 0; i == 0 || (i < examples.size() && !admits(path, event)); i++) {
                event.put(path, examples.get(i));
            }
        }

        private boolean admits(String path, Map<String, @Nullable Object> event) {
            return routes.stream().allMatch(route -> route.admits(path, event));
        }
    }
}
