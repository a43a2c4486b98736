package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Predicate.Comparison;
import io.watchfloor.rules.condition.Predicate.Part;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind a field's name. Source: Sigma modifiers appendix 2.1.0. */
sealed interface Modifier {

    /** Changes how values are joined or taken, not what they are. */
    enum Joining implements Modifier {
        ALL,
        NEQ
    }

    /** Changes a text, by itself and in its place among the others. */
    enum Change implements Modifier {
        CONTAINS,
        STARTSWITH,
        ENDSWITH,
        CASED,
        WINDASH,
        WIDE,
        UTF16LE,
        UTF16BE,
        UTF16,
        BASE64,
        BASE64OFFSET;

        /** Whether it says where in the field the value is; regular expressions and references of fields can be told so, too. */
        boolean isPlace() {
            return this == CONTAINS || this == STARTSWITH || this == ENDSWITH;
        }
    }

    /** Values are something else than text; there can be one. */
    enum Type implements Modifier {
        RE,
        CIDR,
        FIELDREF,
        EXISTS
    }

    /** Placeholders are replaced; before all else, wherever it stands. */
    enum Expanding implements Modifier {
        EXPAND
    }

    record Flag(RegexFlag flag) implements Modifier {}

    record Comparing(Comparison comparison) implements Modifier {}

    record TimeOf(Part part, int lowest, int highest) implements Modifier {}

    Map<String, Modifier> BY_NAME = byName();

    /** The modifier of that name, or null. Names are lower case. */
    static @Nullable Modifier of(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Modifier> byName() {
        Map<String, Modifier> names = new HashMap<>();
        for (Modifier[] group :
                new Modifier[][] {Joining.values(), Change.values(), Type.values(), Expanding.values()}) {
            for (Modifier modifier : group) {
                names.put(modifier.toString().toLowerCase(Locale.ROOT), modifier);
            }
        }
        names.put("lt", new Comparing(Comparison.LESS));
        names.put("lte", new Comparing(Comparison.LESS_OR_EQUAL));
        names.put("gt", new Comparing(Comparison.GREATER));
        names.put("gte", new Comparing(Comparison.GREATER_OR_EQUAL));
        addFlags(names);
        addTimes(names);
        return Map.copyOf(names);
    }

    /** The long names are the reference implementation's. */
    private static void addFlags(Map<String, Modifier> names) {
        names.put("i", new Flag(RegexFlag.IGNORE_CASE));
        names.put("ignorecase", new Flag(RegexFlag.IGNORE_CASE));
        names.put("m", new Flag(RegexFlag.MULTI_LINE));
        names.put("multiline", new Flag(RegexFlag.MULTI_LINE));
        names.put("s", new Flag(RegexFlag.DOT_ALL));
        names.put("dotall", new Flag(RegexFlag.DOT_ALL));
    }

    private static void addTimes(Map<String, Modifier> names) {
        names.put("minute", new TimeOf(Part.MINUTE, 0, 59));
        names.put("hour", new TimeOf(Part.HOUR, 0, 23));
        names.put("day", new TimeOf(Part.DAY, 1, 31));
        names.put("week", new TimeOf(Part.WEEK, 1, 53));
        names.put("month", new TimeOf(Part.MONTH, 1, 12));
        names.put("year", new TimeOf(Part.YEAR, 0, 9999));
    }
}
