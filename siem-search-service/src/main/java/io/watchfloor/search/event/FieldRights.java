package io.watchfloor.search.event;

import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which fields of events a caller is shown and may ask for: all, but for an event's place in the topic. That is one for all tenants, so
 * places tell how much others send; they are for services alone.
 *
 * @param places whether places are among them
 */
public record FieldRights(boolean places) {
    public static final FieldRights OF_USERS = new FieldRights(false);
    public static final FieldRights OF_SERVICES = new FieldRights(true);
    /** What a refusal is called and says. */
    public static final String CODE = "unknown_field";

    public static final String MESSAGE = Event.SEQUENCE + " is known to services only";

    public static FieldRights of(Caller caller) {
        return caller.hasRole(Roles.SERVICE) ? OF_SERVICES : OF_USERS;
    }

    public boolean allow(String field) {
        return places || !field.equals(Event.SEQUENCE);
    }

    /** Whether all of the fields are allowed; families hold no place. */
    public boolean allowAll(Collection<String> fields) {
        return places || !fields.contains(Event.SEQUENCE);
    }

    /**
     * Refuses a request that names a field which its caller may not ask for.
     *
     * @param fields names without aliases
     * @param pointer to what names them
     */
    public void require(Collection<String> fields, String pointer) {
        if (!allowAll(fields)) {
            throw ProblemException.invalid(pointer, CODE, MESSAGE);
        }
    }

    /** What is shown of an event's fields. */
    public Map<String, Object> shown(Map<String, Object> fields) {
        if (places || !fields.containsKey(Event.SEQUENCE)) {
            return fields;
        }
        Map<String, Object> shown = new LinkedHashMap<>(fields);
        shown.remove(Event.SEQUENCE);
        return shown;
    }

    /** What is shown of an event. */
    public Event shown(Event event) {
        return places ? event : event.without(Event.SEQUENCE);
    }
}
