package io.watchfloor.rules.sigma;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** YAML with positions, aliases resolved and keys unique. */
sealed interface YamlNode {
    Position at();

    /**
     * @param text as written, without quotes
     * @param inPlace whether the characters of the text stand one by one behind {@code at}, so that a place in the text is one in the file
     */
    record Scalar(String text, Kind kind, Position at, boolean inPlace) implements YamlNode {
        boolean isNull() {
            return kind == Kind.NULL;
        }

        /** Where the character stands; the start of the scalar when that is not known. */
        Position at(int index) {
            return inPlace ? at.plusColumns(index) : at;
        }
    }

    record Sequence(List<YamlNode> items, Position at) implements YamlNode {}

    record Mapping(List<Entry> entries, Position at) implements YamlNode {
        @Nullable
        YamlNode get(String key) {
            for (Entry entry : entries) {
                if (entry.key.equals(key)) {
                    return isNull(entry.value) ? null : entry.value;
                }
            }
            return null;
        }

        private static boolean isNull(YamlNode node) {
            return node instanceof Scalar scalar && scalar.isNull();
        }
    }

    record Entry(String key, Position at, YamlNode value) {}

    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** What an author would call the node. */
    default String called() {
        return switch (this) {
            case Sequence ignored -> "a list";
            case Mapping ignored -> "a map";
            case Scalar scalar ->
                switch (scalar.kind) {
                    case TEXT -> "text";
                    case NUMBER -> "a number";
                    case BOOLEAN -> "a boolean";
                    case NULL -> "nothing";
                };
        };
    }
}
