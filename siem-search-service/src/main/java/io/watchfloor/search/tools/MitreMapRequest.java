package io.watchfloor.search.tools;

import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.platform.problem.ProblemException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was observed, to be mapped to techniques. */
@Schema(name = "MitreMapRequest")
public record MitreMapRequest(
        @Schema(description = "Description of the observed behavior", required = true, maxLength = MOST_TEXT) @Nullable
        String description,

        @Schema(description = "Process names, commands, or behavior indicators", maxItems = MOST_INDICATORS) @Nullable
        List<@Nullable String> indicators,

        @Schema(description = "Techniques at most", defaultValue = "5", minimum = "1", maximum = "50") @Nullable
        Integer limit,

        @Schema(
                description =
                        "The least confidence, 0 to 1; techniques below it are not answered, so there may be none",
                defaultValue = "0.45",
                minimum = "0",
                maximum = "1")
        @Nullable
        Double threshold) {
    static final int MOST_TEXT = 100_000;
    static final int MOST_INDICATORS = 200;
    static final int LONGEST_INDICATOR = 10_000;

    private static final int MOST_TECHNIQUES = 50;

    String givenDescription() {
        if (description == null) {
            throw ProblemException.invalid("/description", "required", "description is required");
        }
        return requireAtMost(description, MOST_TEXT, "/description");
    }

    List<String> givenIndicators() {
        if (indicators == null) {
            return List.of();
        }
        if (indicators.size() > MOST_INDICATORS) {
            throw ProblemException.invalid("/indicators", "too_many", "indicators are at most " + MOST_INDICATORS);
        }
        for (int i = 0; i < indicators.size(); i++) {
            String indicator = indicators.get(i);
            if (indicator == null) {
                throw ProblemException.invalid("/indicators/" + i, "required", "An indicator is a text");
            }
            String unused = requireAtMost(indicator, LONGEST_INDICATOR, "/indicators/" + i);
        }
        return indicators.stream().map(String::valueOf).toList();
    }

    MappingOptions options() {
        MappingOptions standard = MappingOptions.standard();
        if (limit != null && (limit < 1 || limit > MOST_TECHNIQUES)) {
            throw ProblemException.invalid(
                    "/limit", "out_of_range", "limit is a whole number from 1 to " + MOST_TECHNIQUES);
        }
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            throw ProblemException.invalid("/threshold", "out_of_range", "threshold is a number from 0 to 1");
        }
        return new MappingOptions(
                limit == null ? standard.limit() : limit, threshold == null ? standard.threshold() : threshold);
    }

    private static String requireAtMost(String text, int most, String pointer) {
        if (text.codePointCount(0, text.length()) > most) {
            throw ProblemException.invalid(pointer, "too_long", "At most " + most + " characters");
        }
        return text;
    }
}
