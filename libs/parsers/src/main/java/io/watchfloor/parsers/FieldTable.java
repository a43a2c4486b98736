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

    /** Puts a value of the source into a field. */
    private interface Put {
        void into(EventDraft event, String field, Object value);
    }

    /** A line of the table. */
    private record Target(String field, Put put, boolean moved) {}

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
        return add(name, field, EventDraft::put);
    }

    /** Text in lower case. */
    @CanIgnoreReturnValue
    public FieldTable lower(String name, String field) {
        return add(
                name,
                field,
                (event, to, value) -> event.put(to, value.toString().toLowerCase(Locale.ROOT)));
    }

    /** An address: {@code source.ip}. What is none, as a service's name, goes to {@code source.address}. */
    @CanIgnoreReturnValue
    public FieldTable address(String name, String field) {
        return add(name, field, EventDraft::address);
    }

    /** An account by name, {@code DOMAIN\name} or {@code name@domain}; the field is {@code user}, {@code user.target}, … */
    @CanIgnoreReturnValue
    public FieldTable account(String name, String prefixOfUser) {
        return add(name, prefixOfUser, (event, to, value) -> event.account(to, value.toString(), null));
    }

    /** The host that the event is of. */
    @CanIgnoreReturnValue
    public FieldTable host(String name) {
        return add(name, "host", (event, to, value) -> event.host(value.toString()));
    }

    @CanIgnoreReturnValue
    public FieldTable hash(String name, String field) {
        return add(name, field, EventDraft::hash);
    }

    @CanIgnoreReturnValue
    public FieldTable port(String name, String field) {
        return add(name, field, EventDraft::port);
    }

    /** Names that say nothing beside other fields of the event. */
    @CanIgnoreReturnValue
    public FieldTable drop(String... names) {
        for (String name : names) {
            targets.put(name, new Target("", (event, to, value) -> {}, true));
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
            targets.put(name, new Target(target.field(), target.put(), true));
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
                target.put().into(event, target.field(), value);
            }
        });
    }

    @CanIgnoreReturnValue
    private FieldTable add(String name, String field, Put put) {
        targets.put(name, new Target(field, put, false));
        return this;
    }
}
