package io.watchfloor.rules.suppress;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import java.util.Map;

/**
 * What an event must be like to be muted: a JSON object of keys and values, compiled to a query. All keys must hold; of a
 * list one value must. Keys are {@code host}, {@code source}, {@code severity}, {@code user}, {@code source_ip}, {@code
 * dest_ip}, {@code event_type}, {@code log_id} and {@code fields.<path>} for any field of the event.
 *
 * <p>A value is a string, a number or a truth value, and equals the event's after both are normalised by the kind of the
 * field ({@link io.watchfloor.observables.dedup.EntityKind}); as everywhere in queries case never tells values apart. Or it is
 * an object with one operator: {@code {"glob": "web-*"}} ({@code *} any characters, {@code ?} one), {@code {"cidr":
 * "10.0.0.0/8"}} for addresses, {@code {"gte": "high"}} for the severity, which is the event's own. An event that lacks the
 * field of a key is never muted by it; of several values of a field one must match.
 */
public final class Criteria {
    /** Keys of one criteria. */
    public static final int MAX_KEYS = 20;
    /** Values of one key. */
    public static final int MAX_VALUES = 500;
    /** Characters of one value. */
    public static final int MAX_VALUE_LENGTH = 500;

    private static final Criteria EVERY_EVENT = new Criteria(new Query.MatchAll());

    private final Query query;
    private final CompiledQuery compiled;

    private Criteria(Query query) {
        this.query = query;
        this.compiled = CompiledQuery.of(query);
    }

    /**
     * Reads criteria.
     *
     * @throws InvalidCriteriaException when there are none, a key is unknown or a value is not one
     */
    public static Criteria of(Map<String, ?> written) {
        return new Criteria(new CriteriaReader().read(written));
    }

    /** What every event fulfils. */
    public static Criteria everyEvent() {
        return EVERY_EVENT;
    }

    /** The query that they mean; its values are in normal form and so must be the event's. */
    public Query query() {
        return query;
    }

    /** Whether the event is of this kind. */
    public boolean matches(Event event) {
        return compiled.matches(new NormalDocument(event));
    }
}
