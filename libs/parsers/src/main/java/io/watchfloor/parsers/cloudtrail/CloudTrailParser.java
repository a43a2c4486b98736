package io.watchfloor.parsers.cloudtrail;

import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * CloudTrail records (AWS CloudTrail user guide, record contents). A service that called on its own ({@code AWS Internal})
 * is {@code source.address}, never {@code source.ip}. Who acted is the user named by the record, else the role's session or
 * the root account.
 */
public final class CloudTrailParser implements SourceParser {
    private static final int UUID_LENGTH = 36;

    private static final FieldTable TABLE = FieldTable.below("aws.cloudtrail.")
            .drop("eventTime")
            .field("eventSource", "event.provider")
            .field("eventName", "event.action")
            .field("awsRegion", "cloud.region")
            .field("recipientAccountId", "cloud.account.id")
            .address("sourceIPAddress", "source.ip")
            .field("userIdentity.principalId", "user.id")
            .field("requestID", "http.request.id")
            .field("tlsDetails.cipherSuite", "tls.cipher")
            .field("tlsDetails.clientProvidedHostHeader", "tls.client.server_name")
            .account("requestParameters.userName", "user.target")
            .field("requestParameters.groupName", "group.name")
            .drop("userAgent")
            .moved("eventSource", "eventName", "awsRegion", "recipientAccountId", "sourceIPAddress");

    @Override
    public String source() {
        return "cloudtrail";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        Map<?, ?> record = body.get("detail") instanceof Map<?, ?> detail ? detail : body;
        return record.containsKey("eventSource")
                && record.containsKey("eventName")
                && (record.containsKey("userIdentity") || record.containsKey("eventVersion"));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> unwrap(Map<String, Object> body) {
        return body.get("detail") instanceof Map<?, ?> detail && detail.containsKey("eventName")
                ? (Map<String, Object>) detail
                : body;
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        event.time(record.value("eventTime"));
        event.put("event.dataset", "aws.cloudtrail");
        event.put("event.module", "aws");
        event.put("cloud.provider", "aws");
        String id = record.text("eventID");
        event.senderId(id != null && id.length() == UUID_LENGTH ? id : null);
        event.put("user_agent.original", withoutBrackets(record.text("userAgent")));
        identity(record, event);
        TABLE.map(record, event);
        event.put("cloud.account.id", record.text("userIdentity.accountId"));
        outcome(record, event);
        CloudTrailKinds.put(record, event);
    }

    private static void identity(SourceRecord record, EventDraft event) {
        String type = Objects.requireNonNullElse(record.text("userIdentity.type"), "");
        String name = record.text("userIdentity.userName");
        String arn = record.text("userIdentity.arn");
        if (name == null && type.equals("Root")) {
            name = "root";
        }
        if (name == null && type.startsWith("AssumedRole")) {
            name = afterSlash(arn);
            event.put("user.roles", record.text("userIdentity.sessionContext.sessionIssuer.userName"));
        }
        if (name == null) {
            name = record.first("userIdentity.sessionContext.sessionIssuer.userName", "userIdentity.invokedBy");
        }
        if (name == null && arn != null) {
            name = afterSlash(arn);
        }
        event.account("user", name, null);
    }

    /** The session of {@code arn:aws:sts::1:assumed-role/role/session}. */
    private static @Nullable String afterSlash(@Nullable String arn) {
        int slash = arn == null ? -1 : arn.lastIndexOf('/');
        return arn == null || slash < 0 ? null : arn.substring(slash + 1);
    }

    private static @Nullable String withoutBrackets(@Nullable String agent) {
        return agent != null && agent.length() > 2 && agent.startsWith("[") && agent.endsWith("]")
                ? agent.substring(1, agent.length() - 1)
                : agent;
    }

    private static void outcome(SourceRecord record, EventDraft event) {
        String error = record.text("errorCode");
        String message = record.text("errorMessage");
        boolean failed = error != null
                || message != null
                || "Failure".equalsIgnoreCase(record.text("responseElements.ConsoleLogin"));
        event.put("event.outcome", failed ? "failure" : "success");
        event.put("error.code", error);
        event.put("event.reason", message);
    }
}
