package io.watchfloor.detection.rule;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Rules for tests. */
public final class Rules {
    private Rules() {}

    /** The JSON of {@code rules/<name>.json}. */
    public static String json(String name) {
        try (InputStream in = Rules.class.getResourceAsStream("/rules/" + name + ".json")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stored rule, version 1, whose id is made of the tenant and the text. */
    public static Rule stored(String tenant, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Rule.Change created = new Rule.Change(Instant.parse("2026-01-01T00:00:00Z"), "ana");
        return new Rule(
                new TenantId(tenant),
                new RuleId(UUID.nameUUIDFromBytes((tenant + json).getBytes(StandardCharsets.UTF_8))),
                1,
                1,
                ContractJson.read(bytes, RuleSpec.class),
                null,
                null,
                Rule.Telemetry.NONE,
                created,
                created);
    }
}
