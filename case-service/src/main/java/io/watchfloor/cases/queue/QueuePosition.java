package io.watchfloor.cases.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** A place in a list ordered by time of creation and id, newest first. */
public record QueuePosition(Instant createdAt, UUID id) {
    /** Before everything. */
    public static final QueuePosition START =
            new QueuePosition(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1L, -1L));

    public OffsetDateTime createdAtUtc() {
        return createdAt.atOffset(ZoneOffset.UTC);
    }

    List<String> values() {
        return List.of(createdAt.toString(), id.toString());
    }

    static QueuePosition of(List<String> values) {
        return new QueuePosition(Instant.parse(values.get(0)), UUID.fromString(values.get(1)));
    }
}
