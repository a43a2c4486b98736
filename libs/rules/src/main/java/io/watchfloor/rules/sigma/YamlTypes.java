package io.watchfloor.rules.sigma;

import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * What unquoted scalars are: {@code null}, {@code true}, {@code false}, whole and decimal numbers, all else text. So {@code 08}, {@code 0x17},
 * {@code 1e3}, {@code 2024-01-02}, {@code yes} and {@code on}, which the versions of YAML read in different ways, stay what was written.
 */
final class YamlTypes implements Schema {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");

    @Override
    public ScalarResolver getScalarResolver() {
        return (value, implicit) -> implicit ? typeOf(value) : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of();
    }

    private static Tag typeOf(String value) {
        if (NULLS.contains(value)) {
            return Tag.NULL;
        }
        if (BOOLEANS.contains(value)) {
            return Tag.BOOL;
        }
        if (value.equals("<<")) {
            return Tag.MERGE;
        }
        return isNumber(value) ? Tag.FLOAT : Tag.STR;
    }

    /** {@code -?(0|[1-9][0-9]*)(\.[0-9]+)?} */
    static boolean isNumber(String value) {
        int start = value.startsWith("-") ? 1 : 0;
        int end = digits(value, start);
        boolean leadingZero = end > start + 1 && value.charAt(start) == '0';
        if (end == start || leadingZero) {
            return false;
        }
        return end == value.length()
                || (value.charAt(end) == '.' && digits(value, end + 1) == value.length() && end + 1 < value.length());
    }

    private static int digits(String value, int from) {
        int at = from;
        while (at < value.length() && value.charAt(at) >= '0' && value.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
