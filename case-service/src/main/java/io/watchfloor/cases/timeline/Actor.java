package io.watchfloor.cases.timeline;

import io.watchfloor.platform.identity.Caller;

/**
 * Who did it.
 *
 * @param type user, service or playbook
 */
public record Actor(String type, String id) {
    public static Actor of(Caller caller) {
        return new Actor(caller.actorType(), caller.subject());
    }

    public boolean byUser() {
        return "user".equals(type);
    }
}
