package io.watchfloor.search.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition on documents, and its query of OpenSearch. */
sealed interface Clause {
    /** Every document. */
    Clause ANYTHING = new Anything();

    /** See {@link #ANYTHING}. */
    record Anything() implements Clause {}

    /** One of the terms. */
    record OneOf(String field, Set<String> terms) implements Clause {}

    /** A term that begins so. */
    record Beginning(String field, String text) implements Clause {}

    /** A term that fits; {@code *} stands for anything. */
    record Pattern(String field, String text) implements Clause {}

    /** All of at least two. */
    record All(List<Clause> parts) implements Clause {}

    /** One of at least two. */
    record Any(List<Clause> parts) implements Clause {}

    static Clause all(List<Clause> parts) {
        List<Clause> known =
                parts.stream().filter(part -> part != ANYTHING).distinct().toList();
        return known.size() > 1 ? new All(known) : known.isEmpty() ? ANYTHING : known.getFirst();
    }

    /** Terms of the same field become one list, which is cheap however long. */
    static Clause any(List<Clause> parts) {
        Map<String, Set<String>> terms = new LinkedHashMap<>();
        Set<Clause> others = new LinkedHashSet<>();
        for (Clause part : parts) {
            if (part == ANYTHING) {
                return ANYTHING;
            }
            if (part instanceof OneOf(var field, var some)) {
                terms.computeIfAbsent(field, _ -> new LinkedHashSet<>()).addAll(some);
            } else {
                others.add(part);
            }
        }
        List<Clause> distinct = new ArrayList<>(others);
        terms.forEach((field, some) -> distinct.add(new OneOf(field, some)));
        return distinct.size() == 1 ? distinct.getFirst() : new Any(distinct);
    }

    static Clause term(String field, String term) {
        return new OneOf(field, Set.of(term));
    }

    /** How many conditions it is made of. */
    default int size() {
        return switch (this) {
            case All(var parts) -> size(parts);
            case Any(var parts) -> size(parts);
            case Anything _, OneOf _, Beginning _, Pattern _ -> 1;
        };
    }

    private static int size(List<Clause> parts) {
        return parts.stream().mapToInt(Clause::size).sum();
    }

    /** OpenSearch's query. */
    default ObjectNode json() {
        return switch (this) {
            case Anything _ -> query("match_all", null, null);
            case OneOf(var field, var terms) -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                terms.forEach(array::add);
                ObjectNode query = JsonNodeFactory.instance.objectNode();
                query.putObject("terms").set(field, array);
                yield query;
            }
            case Beginning(var field, var text) -> query("prefix", field, text);
            case Pattern(var field, var text) -> query("wildcard", field, text);
            case All(var parts) -> bool("filter", parts);
            case Any(var parts) -> {
                ObjectNode query = bool("should", parts);
                query.withObject("/bool").put("minimum_should_match", 1);
                yield query;
            }
        };
    }

    private static ObjectNode query(String kind, @Nullable String field, @Nullable String value) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        ObjectNode inner = query.putObject(kind);
        if (field != null) {
            inner.putObject(field).put("value", value);
        }
        return query;
    }

    private static ObjectNode bool(String occurrence, List<Clause> parts) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        ArrayNode array = query.putObject("bool").putArray(occurrence);
        parts.forEach(part -> array.add(part.json()));
        return query;
    }
}
