package io.watchfloor.observables;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The kinds of observables, in the order in which they sort; each knows the normal form of its values. */
public enum ObservableType {
    IP(Normaliser::ip),
    DOMAIN(Normaliser::domain),
    URL(Normaliser::url),
    EMAIL(Normaliser::email),
    MD5(Normaliser::hash),
    SHA1(Normaliser::hash),
    SHA256(Normaliser::hash),
    CVE(Normaliser::cve),
    USER(Normaliser::user),
    HOST(Normaliser::host);

    private static final String HASH_GROUP = "hash";

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method holds no state
    private final UnaryOperator<String> normaliser;

    ObservableType(UnaryOperator<String> normaliser) {
        this.normaliser = normaliser;
    }

    /** The name on the wire, lower case: {@code ip}, {@code sha256}, … */
    public String wireName() {
        return wireName;
    }

    /**
     * The type of a wire name, in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ObservableType of(String wireName) {
        for (ObservableType type : values()) {
            if (type.wireName.equalsIgnoreCase(wireName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown observable type: " + wireName);
    }

    /**
     * The types that a filter names: a wire name selects its type, {@code hash} selects every kind of hash.
     *
     * @throws IllegalArgumentException if the name is neither
     */
    public static Set<ObservableType> selectedBy(String filter) {
        return HASH_GROUP.equalsIgnoreCase(filter) ? EnumSet.of(MD5, SHA1, SHA256) : EnumSet.of(of(filter));
    }

    String normalise(String value) {
        return normaliser.apply(value);
    }
}
