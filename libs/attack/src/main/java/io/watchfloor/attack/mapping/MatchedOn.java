package io.watchfloor.attack.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.watchfloor.attack.TechniqueId;
import org.jspecify.annotations.Nullable;

/** What of the input speaks for a technique. Places count characters from 0; {@code end} is behind the last. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MatchedOn.Sentence.class, name = "sentence"),
    @JsonSubTypes.Type(value = MatchedOn.Indicator.class, name = "indicator"),
    @JsonSubTypes.Type(value = MatchedOn.NamedId.class, name = "named_id")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MatchedOn {

    /** A sentence of the description. */
    record Sentence(int begin, int end) implements MatchedOn {}

    /** An indicator, by its place in the list, from 0. */
    record Indicator(int index) implements MatchedOn {}

    /**
     * The input names it.
     *
     * @param id as named; another than the technique's where that was revoked or is of another version
     * @param indicator in which indicator, from 0; null in the description
     */
    record NamedId(TechniqueId id, @Nullable Integer indicator, int begin, int end) implements MatchedOn {}
}
