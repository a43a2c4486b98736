package io.watchfloor.promotion.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watchfloor.contracts.Suppression;
import io.watchfloor.contracts.Topics;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Suppressions for tests, and their way into the projection. */
public final class Suppressions {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Suppressions() {}

    public static Suppression of(
            String tenant, String rule, Map<String, Object> criteria, Instant startsAt, Instant endsAt) {
        return new Suppression(
                UUID.randomUUID().toString(),
                tenant,
                rule,
                1,
                null,
                "Maintenance",
                Suppression.Scope.CRITERIA,
                criteria,
                startsAt,
                endsAt,
                null,
                startsAt);
    }

    public static Suppression revoked(Suppression suppression) {
        return new Suppression(
                suppression.suppressionId(),
                suppression.tenantId(),
                suppression.ruleId(),
                suppression.version() + 1,
                suppression.name(),
                suppression.reason(),
                suppression.scope(),
                suppression.criteria(),
                suppression.startsAt(),
                suppression.endsAt(),
                suppression.startsAt(),
                suppression.startsAt());
    }

    public static void send(Suppression suppression) {
        KafkaProbe.send(
                Topics.SUPPRESSIONS,
                suppression.tenantId() + "|" + suppression.suppressionId(),
                UUID.randomUUID().toString(),
                "soc.suppression.changed.v1",
                suppression.tenantId(),
                suppression);
    }

    /** Sends it and waits until it is known. */
    public static Suppression known(Suppression suppression) {
        send(suppression);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(DatabaseProbe.query(
                                suppression.tenantId(),
                                "select version from suppression_projection where suppression_id = ?",
                                suppression.suppressionId()))
                        .extracting(row -> row.get("version"))
                        .containsExactly(suppression.version()));
        return suppression;
    }
}
