package io.watchfloor.cases.workflow;

import java.util.UUID;

/** Names an alert within its tenant; a UUIDv7. */
public record AlertId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
