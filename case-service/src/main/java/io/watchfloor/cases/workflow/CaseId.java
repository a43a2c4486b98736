package io.watchfloor.cases.workflow;

import java.util.UUID;

/** Names a case within its tenant; a UUIDv7. */
public record CaseId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
