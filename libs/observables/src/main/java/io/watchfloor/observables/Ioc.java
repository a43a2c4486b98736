package io.watchfloor.observables;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A distinct value that a text holds.
 *
 * @param value in the normal form of its type
 * @param original as it stands in the text where it is first
 * @param defanged whether it was made harmless there
 * @param count how often it is in the text
 * @param occurrences where, in order; of many the first {@link IocExtractor#MAX_OCCURRENCES}
 * @param flags of an address or a network; otherwise empty
 */
public record Ioc(
        IocType type,
        String value,
        String original,
        boolean defanged,
        int count,
        List<Span> occurrences,
        Set<AddressFlag> flags) {
    public Ioc {
        occurrences = List.copyOf(occurrences);
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }
}
