package io.watchfloor.blocks.filter;

import io.watchfloor.query.Evidence;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import java.util.List;
import java.util.Set;

/** Which fields there must be for evidence to be shown. */
final class NeededFields {
    private NeededFields() {}

    /** False only if events with no other fields than these show no such evidence. */
    static boolean mayBeIn(Evidence evidence, Set<String> fields) {
        return switch (evidence) {
            case Evidence.All(var parts) -> allMayBeIn(parts, fields);
            case Evidence.Any(var parts) -> anyMayBeIn(parts, fields);
            case Evidence.Exists(var names) -> names.stream().anyMatch(name -> isThere(name, fields));
            case Evidence.Unknown _, Evidence.Word _, Evidence.Quad _, Evidence.Whole _ -> true;
            case Evidence.Literal _, Evidence.Address _, Evidence.Number _ -> true;
        };
    }

    private static boolean allMayBeIn(List<Evidence> parts, Set<String> fields) {
        for (Evidence part : parts) {
            if (!mayBeIn(part, fields)) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyMayBeIn(List<Evidence> parts, Set<String> fields) {
        for (Evidence part : parts) {
            if (mayBeIn(part, fields)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(String name, Set<String> fields) {
        if (name.equals(Query.ANY_FIELD)) {
            return true;
        }
        String beginning = name.substring(0, name.length() - 1);
        return Fields.isFamily(name)
                ? fields.stream().anyMatch(field -> field.startsWith(beginning))
                : fields.contains(name);
    }
}
