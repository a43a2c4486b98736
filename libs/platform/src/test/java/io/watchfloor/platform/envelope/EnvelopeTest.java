package io.watchfloor.platform.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.platform.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final Envelope ENVELOPE = new Envelope(
            "id-1",
            "/soc/case-service",
            "soc.alert.created.v1",
            "alert-1",
            Instant.parse("2025-01-01T00:00:00.123Z"),
            new TenantId("acme"),
            "match-1",
            null);

    @Test
    void theHeadersBringTheEnvelopeBack() {
        assertThat(Envelope.read(ENVELOPE.headers())).isEqualTo(ENVELOPE);
    }

    @Test
    void attributesAreCloudEventsHeaders() {
        assertThat(new String(ENVELOPE.headers().lastHeader("ce_specversion").value(), StandardCharsets.UTF_8))
                .isEqualTo("1.0");
        assertThat(ENVELOPE.headers().lastHeader("ce_causationid")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_tenantid"})
    void aMissingAttributeIsNamed(String name) {
        Headers headers = ENVELOPE.headers();
        headers.remove(name);
        assertThatThrownBy(() -> Envelope.read(headers)).hasMessageContaining(name);
    }

    @Test
    void aTenantThatIsNoSlugIsRefused() {
        Headers headers = ENVELOPE.headers();
        headers.remove("ce_tenantid");
        headers.add("ce_tenantid", "ACME'; drop".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Envelope.read(headers)).isInstanceOf(IllegalArgumentException.class);
    }
}
