package io.watchfloor.attack.mapping;

import io.watchfloor.attack.TechniqueId;
import java.util.List;

/**
 * What an input was mapped to.
 *
 * @param techniques the most confident first; empty when nothing is confident enough
 * @param unknownIds ids that the input names and the catalogue does not have, in their order, each once
 * @param attackVersion of the catalogue, such as {@code 18.1}
 */
public record MappedTechniques(List<MappedTechnique> techniques, List<TechniqueId> unknownIds, String attackVersion) {
    public MappedTechniques {
        techniques = List.copyOf(techniques);
        unknownIds = List.copyOf(unknownIds);
    }
}
