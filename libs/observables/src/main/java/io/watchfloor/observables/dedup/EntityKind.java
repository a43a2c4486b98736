package io.watchfloor.observables.dedup;

import io.watchfloor.observables.Normaliser;
import java.util.function.UnaryOperator;

/** How the values of a field are normalised, so that two spellings of one thing are the same; decided by the field's name alone, short or ECS. */
public enum EntityKind {
    TEXT(Normaliser::text),
    HOST(Normaliser::host),
    USER(Normaliser::user),
    IP(Normaliser::ip),
    DOMAIN(Normaliser::domain),
    URL(Normaliser::url);

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method holds no state
    private final UnaryOperator<String> normaliser;

    EntityKind(UnaryOperator<String> normaliser) {
        this.normaliser = normaliser;
    }

    /** The kind of a field's values; text for a name that says nothing else. */
    public static EntityKind of(String field) {
        return switch (field) {
            case "host", "host.name", "host.hostname" -> HOST;
            case "user" -> USER;
            case "source_ip", "src_ip", "dest_ip", "dst_ip" -> IP;
            case "dns.question.name", "url.domain", "source.domain", "destination.domain" -> DOMAIN;
            case "url.full", "url.original" -> URL;
            default -> ofSuffix(field);
        };
    }

    private static EntityKind ofSuffix(String field) {
        if (field.endsWith(".ip")) {
            return IP;
        }
        return field.equals("user.name") || field.endsWith(".user.name") ? USER : TEXT;
    }

    /** The normal form; empty for a blank value. */
    public String normalise(String value) {
        return normaliser.apply(value);
    }
}
