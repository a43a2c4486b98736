package io.watchfloor.search.ingest;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A credential that may send logs of one tenant and nothing else.
 *
 * @param key the secret, {@code wfk_<tenant>_<secret>}; shown once, when the key is made
 */
@Schema(name = "IngestKey")
public record IngestKey(
        UUID id,
        String name,
        Instant createdAt,
        String createdBy,
        @Nullable String key) {}
