package io.watchfloor.rules.sigma;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Further metadata of a document; many parameters, for they are the specification's keys.
 *
 * @param author names separated by commas, as written
 * @param fields names of fields worth showing beside a match
 * @param date as written, usually {@code YYYY-MM-DD}
 * @param modified as {@code date}
 * @param license an SPDX id
 * @param taxonomy the names of fields and log sources are this one's; {@code sigma} if none is given
 */
public record SigmaDetails(
        @Nullable String author,
        List<String> references,
        List<String> falsePositives,
        List<String> fields,
        @Nullable String date,
        @Nullable String modified,
        List<Related> related,
        @Nullable String license,
        String taxonomy,
        List<String> scope) {
    public SigmaDetails {
        references = List.copyOf(references);
        falsePositives = List.copyOf(falsePositives);
        fields = List.copyOf(fields);
        related = List.copyOf(related);
        scope = List.copyOf(scope);
    }

    /** @param type {@code derived}, {@code obsolete}, {@code merged}, {@code renamed} or {@code similar} */
    public record Related(String id, String type) {}
}
