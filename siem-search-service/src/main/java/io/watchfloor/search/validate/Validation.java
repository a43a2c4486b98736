package io.watchfloor.search.validate;

import io.watchfloor.platform.problem.FieldError;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a search.
 *
 * @param valid whether a search of it is not refused
 * @param errors why it is refused
 * @param position in the query's text, in UTF-16 characters from 0, of what is refused
 * @param explanation absent when it does not read as a query
 */
@Schema(name = "Validation")
public record Validation(
        boolean valid,
        List<FieldError> errors,
        @Nullable Integer position,
        @Nullable Explanation explanation) {
    public Validation {
        errors = List.copyOf(errors);
    }

    /**
     * How a query reads, what it costs, what it passes over.
     *
     * @param query in canonical syntax, filters included
     * @param fields that it looks into; * stands for all
     * @param from event time after this
     * @param to up to and with this
     */
    @Schema(name = "QueryExplanation")
    public record Explanation(
            String query,
            QueryNode tree,
            List<String> fields,
            Cost cost,
            Pruning prunes,
            List<Warning> warnings,
            Instant from,
            Instant to) {}

    /**
     * An estimate.
     *
     * @param perEvent comparisons for each event that is looked at, at most about
     * @param limit over which a query is refused
     * @param clauses how many there are
     */
    @Schema(name = "QueryCost")
    public record Cost(long perEvent, long limit, int clauses) {}

    /**
     * What makes the search slow.
     *
     * @param code nothing_prunes, scans_values or scans_all_fields
     * @param clause in canonical syntax
     * @param rewrite how to ask for about the same cheaper
     */
    @Schema(name = "QueryWarning")
    public record Warning(String code, String clause, String message, String rewrite) {}
}
