package io.watchfloor.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether an event shows evidence, by the plain reading of {@link Evidence}. */
record EvidenceShown(Map<String, Object> event) {

    boolean of(Evidence evidence) {
        return switch (evidence) {
            case Evidence.All(var parts) -> parts.stream().allMatch(this::of);
            case Evidence.Any(var parts) -> parts.stream().anyMatch(this::of);
            case Evidence.Unknown() -> true;
            case Evidence.Word(var token) ->
                anyText(Set.of("*"), text -> tokens(text).contains(token));
            case Evidence.Quad(var tokens) ->
                anyText(
                        Set.of("*"),
                        text -> (" " + String.join(" ", tokens(text)) + " ")
                                .contains(" " + String.join(" ", tokens) + " "));
            case Evidence.Whole(var whole) ->
                anyText(Set.of("*"), text -> fold(text).equals(whole));
            case Evidence.Literal(var fields, var text) ->
                anyText(fields, value -> fold(value).contains(text));
            case Evidence.Address(var fields, var network) -> anyText(fields, network::contains);
            case Evidence.Number(var text) ->
                values(Set.of("*"), name -> !Fields.isMeasure(name))
                        .anyMatch(value -> value instanceof Number number
                                && Double.compare(number.doubleValue() + 0.0, Double.parseDouble(text)) == 0
                                && Evidence.Number.of(number).text().equals(text));
            case Evidence.Exists(var fields) -> values(fields).findAny().isPresent();
        };
    }

    /** Only searched fields: an index need not hold others. */
    private Stream<Object> values(Set<String> fields) {
        return values(fields, _ -> true);
    }

    private Stream<Object> values(Set<String> fields, Predicate<String> names) {
        return event.entrySet().stream()
                .filter(entry -> Fields.isSearched(entry.getKey()) && names.test(entry.getKey()))
                .filter(entry -> fields.stream().anyMatch(field -> covers(field, entry.getKey())))
                .flatMap(entry ->
                        entry.getValue() instanceof List<?> list ? list.stream() : Stream.of(entry.getValue()));
    }

    private static boolean covers(String field, String name) {
        return field.endsWith("*") ? name.startsWith(field.substring(0, field.length() - 1)) : name.equals(field);
    }

    private boolean anyText(Set<String> fields, Predicate<String> test) {
        return values(fields).anyMatch(value -> value instanceof String text && test.test(text));
    }

    private static List<String> tokens(String text) {
        return Arrays.asList(fold(text).split("[^\\p{L}\\p{Nd}\\p{M}_]+"));
    }

    private static String fold(String text) {
        return text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
