package io.watchfloor.search.export;

import io.watchfloor.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** As what events leave. */
enum ExportFormat {
    /** A JSON object a line. */
    NDJSON("application/x-ndjson"),
    /** RFC 4180, UTF-8, every value in quotes. */
    CSV("text/csv; charset=utf-8");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** @param at what stands before the name of the field in a pointer */
    static ExportFormat of(@Nullable String text, String at) {
        return switch (text) {
            case null -> NDJSON;
            case "ndjson" -> NDJSON;
            case "csv" -> CSV;
            default -> throw ProblemException.invalid(at + "format", "unknown_format", "format is ndjson or csv");
        };
    }
}
