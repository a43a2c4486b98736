package io.watchfloor.cases.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cases.queue.QueueWords;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.cases.workflow.Verdict;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the values of a merge patch; what has the wrong type or is no such word is refused with 400. */
final class PatchValues {
    private static final int MAX_TAGS = 100;
    private static final int MAX_TAG = 128;

    private PatchValues() {}

    static @Nullable AlertStatus status(@Nullable JsonNode node) {
        String word = required("/status", node, PlainText.NAME);
        return word == null ? null : word("/status", word, AlertStatus::of, AlertStatus.values());
    }

    static @Nullable Verdict verdict(@Nullable JsonNode node) {
        String word = text("/verdict", node, PlainText.NAME);
        return word == null ? null : word("/verdict", word, Verdict::of, Verdict.values());
    }

    static @Nullable Severity severity(@Nullable JsonNode node) {
        String word = required("/severity", node, PlainText.NAME);
        return word == null ? null : word("/severity", word, QueueWords::severity, Severity.values());
    }

    static List<String> tags(JsonNode node) {
        if (node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MAX_TAGS) {
            throw ProblemException.invalid("/tags", "wrong_type", "tags are a list of at most " + MAX_TAGS + " words");
        }
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String pointer = "/tags/" + i;
            String tag = required(pointer, node.get(i), MAX_TAG);
            tags.add(tag == null ? "" : tag);
        }
        return tags;
    }

    /** Absent or null: null. */
    static @Nullable String text(String pointer, @Nullable JsonNode node, int max) {
        return node == null || node.isNull() ? null : required(pointer, node, max);
    }

    /** Absent: null. Null or blank is refused. */
    static @Nullable String required(String pointer, @Nullable JsonNode node, int max) {
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            throw ProblemException.invalid(pointer, "wrong_type", "The value must be a string");
        }
        String text = node.textValue();
        boolean blank = text.isBlank() && !pointer.equals("/description");
        if (blank || text.length() > max || text.indexOf('\0') >= 0) {
            throw ProblemException.invalid(pointer, "size", "The value must have 1 to " + max + " characters");
        }
        return text;
    }

    private static <E extends Enum<E>> E word(
            String pointer, String word, Function<String, Optional<E>> reader, E[] allowed) {
        List<String> words = Arrays.stream(allowed)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return reader.apply(word)
                .orElseThrow(() -> ProblemException.invalid(
                        pointer, "invalid_value", "The value must be one of " + String.join(", ", words)));
    }
}
