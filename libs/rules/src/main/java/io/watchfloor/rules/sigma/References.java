package io.watchfloor.rules.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents by what others call them. A reference is an id; else a name in the file of who refers, for names need only be unique there; else a
 * name anywhere, if only one document has it.
 */
public final class References {
    private final Map<String, SigmaDocument> byId = new HashMap<>();
    private final Map<String, List<SigmaDocument>> byName = new HashMap<>();

    References(List<? extends SigmaDocument> documents) {
        for (SigmaDocument document : documents) {
            byId.put(document.id(), document);
            String name = document.header().name();
            if (name != null) {
                byName.computeIfAbsent(name, ignored -> new ArrayList<>()).add(document);
            }
        }
    }

    /** The document, or null if there is none or it is not clear which. */
    @Nullable
    SigmaDocument find(SigmaDocument from, String reference) {
        SigmaDocument found = byId.get(reference);
        List<SigmaDocument> named = named(from, reference);
        return found == null && named.size() == 1 ? named.getFirst() : found;
    }

    /** The document of an id, or null. */
    @Nullable
    SigmaDocument byId(String id) {
        return byId.get(id);
    }

    boolean isAmbiguous(SigmaDocument from, String reference) {
        return !byId.containsKey(reference) && named(from, reference).size() > 1;
    }

    private List<SigmaDocument> named(SigmaDocument from, String reference) {
        List<SigmaDocument> all = byName.getOrDefault(reference, List.of());
        List<SigmaDocument> near = all.stream()
                .filter(document ->
                        document.source().file().equals(from.source().file()))
                .toList();
        return near.isEmpty() ? all : near;
    }
}
