package io.watchfloor.rules.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The problems of one file, as they are found. */
final class Problems {
    /** An author mends a few and reads again. */
    private static final int MOST = 100;

    private final String file;
    private final List<SigmaProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void add(Position at, String code, String message) {
        if (found.size() < MOST) {
            found.add(new SigmaProblem(file, at.line(), at.column(), code, message));
        }
    }

    void add(InvalidSigmaException problem) {
        add(problem.at(), problem.code(), problem.message());
    }

    /** What the reading gives, or null with its problem added, so that reading goes on behind it. */
    <T> @Nullable T attempt(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidSigmaException problem) {
            add(problem);
            return null;
        }
    }

    int count() {
        return found.size();
    }

    List<SigmaProblem> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(SigmaProblem::line).thenComparingInt(SigmaProblem::column))
                .toList();
    }
}
