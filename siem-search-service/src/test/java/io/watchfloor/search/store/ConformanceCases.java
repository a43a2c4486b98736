package io.watchfloor.search.store;

import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The queries of {@code conformance/queries.txt}. */
final class ConformanceCases {
    private static final String NONE = "! ";

    private ConformanceCases() {}

    /** @param matches whether it matches events of {@code conformance/events.ndjson} */
    record Case(String text, boolean matches) {
        Query query() {
            return QueryParser.parse(text);
        }
    }

    static List<Case> all() {
        try (InputStream stream =
                Objects.requireNonNull(ConformanceCases.class.getResourceAsStream("/conformance/queries.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.startsWith(NONE)
                            ? new Case(line.substring(NONE.length()), false)
                            : new Case(line, true))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
