package io.watchfloor.cases.queue;

import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads filters that are repeated or given as a comma list; an unknown word is refused with 400. */
public final class QueueWords {
    private QueueWords() {}

    /** The distinct values of {@code parameter}; empty when it was not given. */
    public static <T> List<T> read(String parameter, List<String> given, Function<String, Optional<T>> reader) {
        return given.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .map(word -> reader.apply(word).orElseThrow(() -> unknown(parameter)))
                .distinct()
                .toList();
    }

    /** The severity of that name, if there is one. */
    public static Optional<Severity> severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** The text of a filter; one that no stored text can contain is refused. */
    public static @Nullable String text(String parameter, @Nullable String given) {
        if (given != null && given.indexOf('\0') >= 0) {
            throw ProblemException.invalid("?" + parameter, "invalid_value", "The text has a NUL character");
        }
        return given;
    }

    /** The stored names of a filter's values as a parameter of a statement; null for a filter that was not given. */
    public static <T> String @Nullable [] names(List<T> values, Function<T, String> name) {
        return values.isEmpty() ? null : values.stream().map(name).toArray(String[]::new);
    }

    /** The stored severities of a filter as a parameter of a statement; null for a filter that was not given. */
    public static Short @Nullable [] severities(List<Severity> values) {
        return values.isEmpty()
                ? null
                : values.stream().map(severity -> (short) severity.ordinal()).toArray(Short[]::new);
    }

    private static ProblemException unknown(String parameter) {
        return ProblemException.invalid("?" + parameter, "invalid_value", "There is no such " + parameter);
    }
}
