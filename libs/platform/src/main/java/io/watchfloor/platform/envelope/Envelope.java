package io.watchfloor.platform.envelope;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents 1.0 attributes of a message, in Kafka's binary mode: headers {@code ce_*} (CloudEvents Kafka protocol
 * binding §3.2).
 *
 * @param id stable per fact: a redelivery or republication has the same id
 * @param source {@code /soc/<service>}
 * @param type such as {@code soc.alert.created.v1}
 * @param subject id of the aggregate
 * @param correlationId what this belongs to, such as a match id
 * @param causationId id of the message that caused this one
 */
public record Envelope(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        TenantId tenant,
        @Nullable String correlationId,
        @Nullable String causationId) {

    /** An envelope without correlation or causation. */
    public static Envelope of(String id, String source, String type, String subject, Instant time, TenantId tenant) {
        return new Envelope(id, source, type, subject, time, tenant, null, null);
    }

    /** The headers to send. */
    public Headers headers() {
        Headers headers = new RecordHeaders();
        attributes().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ce_specversion", "1.0");
        attributes.put("ce_id", id);
        attributes.put("ce_source", source);
        attributes.put("ce_type", type);
        attributes.put("ce_subject", subject);
        attributes.put("ce_time", ContractJson.MILLIS.format(time));
        attributes.put("ce_tenantid", tenant.value());
        if (correlationId != null) {
            attributes.put("ce_correlationid", correlationId);
        }
        if (causationId != null) {
            attributes.put("ce_causationid", causationId);
        }
        attributes.put("content-type", "application/json");
        return attributes;
    }

    /** Reads the headers of a message; {@link IllegalArgumentException} names the attribute that is missing. */
    public static Envelope read(Headers headers) {
        String version = required(headers, "ce_specversion");
        if (!"1.0".equals(version)) {
            throw new IllegalArgumentException("ce_specversion is " + version + ", not 1.0");
        }
        return new Envelope(
                required(headers, "ce_id"),
                required(headers, "ce_source"),
                required(headers, "ce_type"),
                required(headers, "ce_subject"),
                Instant.parse(required(headers, "ce_time")),
                new TenantId(required(headers, "ce_tenantid")),
                optional(headers, "ce_correlationid"),
                optional(headers, "ce_causationid"));
    }

    private static String required(Headers headers, String name) {
        String value = optional(headers, name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the message has no header " + name);
        }
        return value;
    }

    private static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
