package io.watchfloor.search.validate;

import io.watchfloor.query.Evidence;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an event must show for the query to match it: a store passes over blocks of events unread in which nothing does.
 *
 * @param type all, any, nothing, word, address_text, text, part, network, number, field; nothing means that every event may match
 * @param text what must be there
 * @param fields where; absent when it may be anywhere
 * @param parts of all and any
 */
@Schema(name = "Pruning")
public record Pruning(
        String type,
        @Nullable String text,
        @Nullable List<String> fields,
        @Nullable List<Pruning> parts) {
    static Pruning of(Evidence evidence) {
        return switch (evidence) {
            case Evidence.All(var parts) -> joined("all", parts);
            case Evidence.Any(var parts) -> joined("any", parts);
            case Evidence.Unknown() -> new Pruning("nothing", null, null, null);
            case Evidence.Word(var token) -> new Pruning("word", token, null, null);
            case Evidence.Quad(var tokens) -> new Pruning("address_text", String.join(".", tokens), null, null);
            case Evidence.Whole(var text) -> new Pruning("text", text, null, null);
            case Evidence.Literal(var fields, var text) -> new Pruning("part", text, sorted(fields), null);
            case Evidence.Address(var fields, var network) ->
                new Pruning("network", "of " + network.bits() + " bits", sorted(fields), null);
            case Evidence.Number(var text) -> new Pruning("number", text, null, null);
            case Evidence.Exists(var fields) -> new Pruning("field", null, sorted(fields), null);
        };
    }

    /** Whether all but the time range has to be looked at. */
    boolean isNothing() {
        return type.equals("nothing");
    }

    private static Pruning joined(String type, List<Evidence> parts) {
        return new Pruning(type, null, null, parts.stream().map(Pruning::of).toList());
    }

    private static List<String> sorted(Set<String> fields) {
        return List.copyOf(new TreeSet<>(fields));
    }
}
