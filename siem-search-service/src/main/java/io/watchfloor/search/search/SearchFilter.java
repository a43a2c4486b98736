package io.watchfloor.search.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A condition on one field beside the query: a value, never a piece of query text. {@link FilterReader} reads it. */
@Schema(name = "SearchFilter")
public record SearchFilter(
        @Schema(description = "A field, an alias, or a family such as winlog.*", required = true) @Nullable
        String field,

        @Schema(
                description = "How the values are meant",
                defaultValue = "is",
                enumeration = {
                    "is",
                    "is_not",
                    "starts_with",
                    "contains",
                    "in_network",
                    "gt",
                    "gte",
                    "lt",
                    "lte",
                    "between",
                    "exists",
                    "not_exists"
                })
        @Nullable
        String operator,

        @Schema(description = "A text, number or truth value", implementation = Object.class) @Nullable
        JsonNode value,

        @Schema(
                description =
                        "Several values, of which one must hold, with is_not none; the two bounds, both included, of between",
                type = SchemaType.ARRAY,
                implementation = Object.class)
        @Nullable
        List<JsonNode> values) {
    public SearchFilter {
        values = values == null ? null : List.copyOf(values);
    }
}
