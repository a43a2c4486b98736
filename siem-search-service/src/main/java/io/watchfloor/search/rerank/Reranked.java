package io.watchfloor.search.rerank;

import io.watchfloor.attack.mapping.MappedTechnique;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Candidates, ranked again or not.
 *
 * @param techniques all that were given
 * @param model that ranked them; null when they are in the order that they were given in
 * @param failure why they are, where a model was to be asked: {@code busy}, {@code timeout}, {@code unreachable},
 *     {@code status}, {@code too_large} or {@code invalid_answer}
 */
public record Reranked(
        List<MappedTechnique> techniques,
        @Nullable String model,
        @Nullable String failure) {
    public Reranked {
        techniques = List.copyOf(techniques);
    }

    /** As they were given. */
    static Reranked not(List<MappedTechnique> techniques) {
        return new Reranked(techniques, null, null);
    }
}
