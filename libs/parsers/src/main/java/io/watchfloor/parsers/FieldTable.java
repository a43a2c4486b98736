package io.watchfloor.parsers;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names of a source and the ECS fields they mean. Every name keeps its value below the source's prefix as well, where
 * rules written for the source look for it, but those that have moved. Made once, then only read.
 */
public final class FieldTable {
    private final String prefix;
    private final Map<String, Target> targets = new HashMap<>();

    private enum Kind {
        AS_IT_IS,
        LOWER,
        ADDRESS,
        ACCOUNT,
        HOST,
        HASH,
        PORT,
        DROP
    }

    private record Target(Kind kind, String field, boolean moved) {}

    private FieldTable(String prefix) {
        this.prefix = prefix;
    }

    /** An empty table whose other names go below a prefix, as {@code suricata.}. */
    public static FieldTable below(String prefix) {
        return new FieldTable(prefix);
    }

    /** A copy to which more names can be added. */
    public FieldTable copy() {
        FieldTable copy = new FieldTable(prefix);
        copy.targets.putAll(targets);
        return copy;
    }

    @CanIgnoreReturnValue
    public FieldTable field(String name, String field) {
        return add(name, Kind.AS_IT_IS, field);
    }

    /** Text in lower case. */
    @CanIgnoreReturnValue
    public FieldTable lower(String name, String field) {
        return add(name, Kind.LOWER, field);
    }

    /** An address: {@code source.ip}. What is none, as a service's name, goes to {@code source.address}. */
    @CanIgnoreReturnValue
    public FieldTable address(String name, String field) {
        return add(name, Kind.ADDRESS, field);
    }

    /** An account by name, {@code DOMAIN\name} or {@code name@domain}; the field is {@code user}, {@code user.target}, … */
    @CanIgnoreReturnValue
    public FieldTable account(String name, String prefixOfUser) {
        return add(name, Kind.ACCOUNT, prefixOfUser);
    }

    /** The host that the event is of. */
    @CanIgnoreReturnValue
    public FieldTable host(String name) {
        return add(name, Kind.HOST, "host");
    }

    @CanIgnoreReturnValue
    public FieldTable hash(String name, String field) {
        return add(name, Kind.HASH, field);
    }

    @CanIgnoreReturnValue
    public FieldTable port(String name, String field) {
        return add(name, Kind.PORT, field);
    }

    /** Names that say nothing beside other fields of the event. */
    @CanIgnoreReturnValue
    public FieldTable drop(String... names) {
        for (String name : names) {
            add(name, Kind.DROP, "");
        }
        return this;
    }

    /** Names that rules find in their ECS field alone: the pipeline {@code ecs} says so. */
    @CanIgnoreReturnValue
    public FieldTable moved(String... names) {
        for (String name : names) {
            Target target = targets.get(name);
            if (target == null) {
                throw new IllegalArgumentException("the table has no " + name);
            }
            targets.put(name, new Target(target.kind(), target.field(), true));
        }
        return this;
    }

    /** Puts every field of the record where it belongs. */
    public void map(SourceRecord record, EventDraft event) {
        map(record, event, prefix);
    }

    /** The same, what the table does not name below a prefix of the record's own. */
    public void map(SourceRecord record, EventDraft event, String below) {
        record.fields().forEach((name, value) -> {
            Target target = targets.get(name);
            if (target == null || !target.moved()) {
                event.put(below + name, value);
            }
            if (target != null) {
                put(target, value, event);
            }
        });
    }

    private static void put(Target target, Object value, EventDraft event) {
        String field = target.field();
        switch (target.kind()) {
            case AS_IT_IS -> event.put(field, value);
            case LOWER -> event.put(field, value.toString().toLowerCase(Locale.ROOT));
            case ADDRESS -> event.address(field, value);
            case ACCOUNT -> event.account(field, value.toString(), null);
            case HOST -> event.host(value.toString());
            case HASH -> event.hash(field, value);
            case PORT -> event.port(field, value);
            case DROP -> {}
        }
    }

    @CanIgnoreReturnValue
    private FieldTable add(String name, Kind kind, String field) {
        targets.put(name, new Target(kind, field, kind == Kind.DROP));
        return this;
    }
}
