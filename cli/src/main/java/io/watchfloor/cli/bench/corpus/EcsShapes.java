package io.watchfloor.cli.bench.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of sources that have no parser of their own as ECS in JSON, as a shipper would send them. Empty for a line of another form. */
final class EcsShapes {
    private static final ObjectReader OBJECT =
            ContractJson.mapper().readerFor(new TypeReference<Map<String, Object>>() {});
    private static final Pattern REQUEST = Pattern.compile(
            "(\\S+) \\S+ (\\S+) \\[([^]]+)] \"(\\S+) ([^ ?\"]+)(?:\\?(\\S*))? ?[^\"]*\" (\\d+) (\\d+|-)(?: \"([^\"]*)\" \"([^\"]*)\")?.*");
    private static final List<String> REQUEST_FIELDS = List.of(
            "source.ip",
            "user.name",
            Event.CREATED,
            "http.request.method",
            "url.path",
            "url.query",
            "http.response.status_code",
            "http.response.body.bytes",
            "http.request.referrer",
            "user_agent.original");
    private static final int STATUS = 6;
    private static final int BYTES = 7;
    private static final Pattern AUDIT = Pattern.compile("type=(\\S+) msg=audit\\([^)]*\\): (.*)");
    private static final Pattern AUDIT_FIELD = Pattern.compile("(\\w+)=(\"[^\"]*\"|'[^']*'|\\S+)");
    private static final Map<String, String> ZEEK = Map.of(
            "id.orig_h", "source.ip",
            "id.orig_p", "source.port",
            "id.resp_h", "destination.ip",
            "id.resp_p", "destination.port",
            "uid", "zeek.session_id",
            "proto", "network.transport",
            "user", "user.name",
            "host", "host.ip",
            "message", "message",
            "ts", Event.CREATED);
    private static final Map<String, String> CLOUD = Map.of(
            "eventTime", Event.CREATED,
            "eventName", "event.action",
            "eventSource", "event.provider",
            "sourceIPAddress", "source.address",
            "userAgent", "user_agent.original",
            "awsRegion", "cloud.region",
            "recipientAccountId", "cloud.account.id",
            "errorMessage", "error.message");

    /** What each service fills as it likes, even with objects where another has texts: kept as JSON, as shippers do. */
    private static final Set<String> CLOUD_FREE =
            Set.of("requestParameters", "responseElements", "additionalEventData", "serviceEventDetails");

    private EcsShapes() {}

    private static @Nullable Object text(@Nullable Object value) {
        return value == null ? null : new String(ContractJson.write(value), StandardCharsets.UTF_8);
    }

    static Map<String, Object> object(String line) {
        try {
            return OBJECT.readValue(line);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    /** A line of a web server's log in the combined form. */
    static Map<String, Object> access(String line) {
        Matcher request = REQUEST.matcher(line);
        Map<String, Object> event = new LinkedHashMap<>();
        if (request.matches()) {
            event.put("event.dataset", "apache.access");
            event.put("event.category", "web");
            event.put("message", line);
            for (int i = 0; i < REQUEST_FIELDS.size(); i++) {
                String value = request.group(i + 1);
                if (value != null && !value.equals("-")) {
                    event.put(REQUEST_FIELDS.get(i), i == STATUS || i == BYTES ? (Object) Long.valueOf(value) : value);
                }
            }
        }
        return event;
    }

    static Map<String, Object> zeek(String line) {
        Map<String, Object> record = object(line);
        String path = String.valueOf(record.get("_path"));
        Map<String, Object> event = new LinkedHashMap<>(Map.of("event.dataset", "zeek." + path));
        record.forEach((name, value) -> {
            if (!name.startsWith("_")) {
                event.put(ZEEK.getOrDefault(name, "zeek." + path + "." + name), value);
            }
        });
        return record.isEmpty() ? record : event;
    }

    static Map<String, Object> cloudTrail(String line) {
        Map<String, Object> record = object(line);
        Map<String, Object> event = new LinkedHashMap<>(Map.of(
                "event.dataset",
                "aws.cloudtrail",
                "event.outcome",
                record.containsKey("errorCode") ? "failure" : "success"));
        record.forEach((name, value) -> event.put(
                CLOUD.getOrDefault(name, "aws.cloudtrail." + name), CLOUD_FREE.contains(name) ? text(value) : value));
        if (record.get("userIdentity") instanceof Map<?, ?> user && user.get("userName") instanceof String name) {
            event.put("user.name", name);
        }
        if (record.get("sourceIPAddress") instanceof String address && address.matches("[\\d.]+")) {
            event.put("source.ip", address);
        }
        return record.isEmpty() ? record : event;
    }

    static Map<String, Object> audit(String line) {
        Matcher record = AUDIT.matcher(line);
        Map<String, Object> event = new LinkedHashMap<>();
        if (record.find()) {
            event.put("event.dataset", "auditd.log");
            event.put("event.action", record.group(1).toLowerCase(java.util.Locale.ROOT));
            event.put("host.name", "srv-1001");
            event.put("message", line);
            Matcher field = AUDIT_FIELD.matcher(record.group(2));
            while (field.find()) {
                event.put("auditd.log." + field.group(1), field.group(2).replaceAll("[\"']", ""));
            }
        }
        return event;
    }
}
