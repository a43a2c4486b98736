package io.watchfloor.parsers.azure;

import io.watchfloor.contracts.Severity;
import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Office 365's audit log: as its Management Activity API gives it (times in UTC without saying so) and as Log Analytics keeps it. */
public final class OfficeParser implements SourceParser {
    private static final FieldTable TABLE = FieldTable.below("o365.audit.")
            .drop("TimeGenerated", "CreationTime")
            .field("Operation", "event.action")
            .field("OfficeWorkload", "event.provider")
            .field("Workload", "event.provider")
            .field("OrganizationId", "organization.id")
            .field("OrganizationName", "organization.name")
            .field("ClientInfoString", "user_agent.original")
            .field("UserAgent", "user_agent.original")
            .field("OriginatingServer", "server.address")
            .account("MailboxOwnerUPN", "user.target")
            .field("SourceFileName", "file.name")
            .field("ObjectId", "o365.audit.ObjectId");

    @Override
    public String source() {
        return "o365";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        return "OfficeActivity".equals(body.get("Type"))
                || body.containsKey("CreationTime")
                        && body.containsKey("Operation")
                        && body.containsKey("Workload")
                        && body.containsKey("RecordType");
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        String created = record.first("TimeGenerated", "CreationTime");
        event.time(created == null || hasZone(created) ? created : created + "Z");
        event.put("event.dataset", "o365.audit");
        event.put("event.module", "o365");
        event.put("cloud.provider", "azure");
        event.senderId(record.first("OfficeId", "Id"));
        event.account("user", account(record.first("UserId", "UserId_", "MailboxOwnerUPN")), null);
        endpoint(record.first("ClientIP", "Client_IPAddress", "ClientIPAddress", "ActorIpAddress"), event);
        String operation = Objects.requireNonNullElse(record.text("Operation"), "");
        boolean login = operation.equals("UserLoggedIn") || operation.equals("UserLoginFailed");
        event.put("event.outcome", outcome(operation, record.first("ResultStatus", "ResultReasonType")));
        event.kind(login ? "authentication" : operation.startsWith("Mail") ? "email" : "web", login ? "start" : "info");
        event.severity(Severity.LOW);
        TABLE.map(record, event);
    }

    private static boolean hasZone(String time) {
        return time.endsWith("Z") || time.lastIndexOf('+') > 10 || time.lastIndexOf('-') > 10;
    }

    /** {@code NT AUTHORITY\SYSTEM (Microsoft.Exchange.Servicehost)} names the process as well. */
    private static @Nullable String account(@Nullable String name) {
        int process = name == null ? -1 : name.indexOf(" (");
        return name == null || process < 0 ? name : name.substring(0, process);
    }

    /** An address, with its port or not: {@code 192.0.2.1:443}, {@code [2001:db8::1]:443}. */
    private static void endpoint(@Nullable String text, EventDraft event) {
        if (text == null) {
            return;
        }
        int bracket = text.indexOf(']');
        int colon = text.lastIndexOf(':');
        boolean four = colon > 0 && text.indexOf(':') == colon;
        if (text.startsWith("[") && bracket > 0) {
            event.address("source.ip", text.substring(1, bracket));
            event.port("source.port", bracket + 2 < text.length() ? text.substring(bracket + 2) : null);
        } else {
            event.address("source.ip", four ? text.substring(0, colon) : text);
            event.port("source.port", four ? text.substring(colon + 1) : null);
        }
    }

    private static @Nullable String outcome(String operation, @Nullable String status) {
        if (operation.endsWith("Failed")) {
            return "failure";
        }
        return switch (status == null ? "" : status.toLowerCase(Locale.ROOT)) {
            case "succeeded", "success", "true", "partiallysucceeded" -> "success";
            case "failed", "failure", "false" -> "failure";
            default -> null;
        };
    }
}
