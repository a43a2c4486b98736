package io.watchfloor.observables;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to look for.
 *
 * @param types at least one
 * @param includeHosts whether the name in a URL or an e-mail address is a domain of its own, too. Where URLs are not asked
 *     for, their names are domains in any case, and so with e-mail addresses: nothing is said twice then.
 */
public record IocOptions(Set<IocType> types, boolean includeHosts) {
    /** Everything, each once. */
    public static final IocOptions ALL = new IocOptions(EnumSet.allOf(IocType.class), false);

    public IocOptions {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("at least one type of indicator is asked for");
        }
        types = Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    /**
     * The types that filters name together; none is every type.
     *
     * @param filters as of {@link IocType#selectedBy}
     * @throws IllegalArgumentException if one is unknown
     */
    public static IocOptions of(Collection<String> filters, boolean includeHosts) {
        if (filters.isEmpty()) {
            return new IocOptions(ALL.types(), includeHosts);
        }
        Set<IocType> types = EnumSet.noneOf(IocType.class);
        filters.forEach(filter -> types.addAll(IocType.selectedBy(filter)));
        return new IocOptions(types, includeHosts);
    }

    /** Whether the hosts of values of this type are domains of their own. */
    boolean hostsOf(IocType type) {
        return includeHosts || !types.contains(type);
    }
}
