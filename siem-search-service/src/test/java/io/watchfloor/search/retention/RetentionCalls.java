package io.watchfloor.search.retention;

import static io.watchfloor.search.Api.as;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What tests of retention and legal holds ask the service. */
final class RetentionCalls {
    static final String RETENTION = "/api/v1/siem/retention";
    static final String HOLDS = "/api/v1/siem/legal-holds";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RetentionCalls() {}

    static ValidatableResponse set(String tenant, String body) {
        return as(tenant, "admin")
                .contentType(ContentType.JSON)
                .body(body)
                .put(RETENTION)
                .then();
    }

    static String hold(String tenant, String body) {
        return as(tenant, "admin")
                .contentType(ContentType.JSON)
                .body(body)
                .post(HOLDS)
                .then()
                .statusCode(201)
                .extract()
                .path("hold_id");
    }

    static ValidatableResponse release(String tenant, String hold) {
        return as(tenant, "admin")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"Closed\"}")
                .post(HOLDS + "/" + hold + "/release")
                .then();
    }

    /** Records of the tenant's retention, in their order. */
    static List<AuditRecord> audit(String tenant, int count) {
        return KafkaProbe.read(
                        Topics.AUDIT,
                        PATIENCE,
                        read -> read.stream().filter(each -> isOf(tenant, each)).count() >= count)
                .stream()
                .filter(each -> isOf(tenant, each))
                .map(each -> ContractJson.read(each.value(), AuditRecord.class))
                .toList();
    }

    private static boolean isOf(
            String tenant, org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> message) {
        AuditRecord entry = ContractJson.read(message.value(), AuditRecord.class);
        return entry.tenantId().equals(tenant)
                && Set.of("retention", "legal_hold").contains(entry.objectType());
    }
}
