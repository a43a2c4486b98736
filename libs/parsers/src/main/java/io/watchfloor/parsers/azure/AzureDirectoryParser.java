package io.watchfloor.parsers.azure;

import io.watchfloor.contracts.Severity;
import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Audit and sign-in logs of the directory (Entra ID, Azure AD) and activities of Azure itself: as columns of Log Analytics,
 * where objects are JSON in text, and as records of diagnostic settings with their {@code properties}.
 */
public final class AzureDirectoryParser implements SourceParser {
    private static final FieldTable TABLE = FieldTable.below("azure.")
            .drop("TimeGenerated", "ActivityDateTime", "time", "eventTimestamp", "event_timestamp")
            .field("OperationName", "event.action")
            .field("operationName", "event.action")
            .field("operationName.value", "event.action")
            .field("Category", "azure.category")
            .field("LoggedByService", "event.provider")
            .field("ResultReason", "event.reason")
            .field("ResultDescription", "event.reason")
            .field("CorrelationId", "trace.id")
            .field("correlationId", "trace.id")
            .field("AADTenantId", "cloud.account.id")
            .field("UserAgent", "user_agent.original")
            .field("AppDisplayName", "service.name")
            .field("InitiatedBy.user.id", "user.id")
            .field("properties.initiatedBy.user.id", "user.id")
            .address("IPAddress", "source.ip")
            .address("callerIpAddress", "source.ip")
            .address("InitiatedBy.user.ipAddress", "source.ip")
            .address("properties.initiatedBy.user.ipAddress", "source.ip")
            .address("claims.ipaddr", "source.ip");

    @Override
    public String source() {
        return "azure";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        if (body.get("Type") instanceof String type && AzureLogs.DIRECTORY.contains(type)) {
            return true;
        }
        if (body.containsKey("TimeGenerated") && body.containsKey("OperationName")) {
            return body.containsKey("InitiatedBy") || body.containsKey("UserPrincipalName");
        }
        return body.get("category") instanceof String category
                        && body.containsKey("operationName")
                        && AzureLogs.DIRECTORY.contains(category)
                || body.containsKey("authorization") && body.containsKey("claims") && body.containsKey("caller");
    }

    @Override
    public Map<String, Object> unwrap(Map<String, Object> body) {
        Map<String, Object> record = new LinkedHashMap<>(body);
        for (String column : new String[] {"InitiatedBy", "LocationDetails", "DeviceDetail", "Status"}) {
            AzureLogs.expand(record, column);
        }
        return record;
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        for (String name :
                new String[] {"ActivityDateTime", "TimeGenerated", "time", "eventTimestamp", "event_timestamp"}) {
            event.time(record.value(name));
        }
        String log = Objects.requireNonNullElse(record.first("category", "Type"), "activity");
        if (record.has("ActivityDisplayName")) {
            log = "AuditLogs";
        }
        event.put("event.dataset", "azure." + AzureLogs.dataset(log));
        event.put("cloud.provider", "azure");
        user(record, event);
        outcome(record, event);
        boolean login = AzureLogs.isSignIn(log);
        event.kind(login ? "authentication" : "iam", login ? "start" : "change");
        event.put("event.action", login ? "sign-in" : null);
        TABLE.map(record, event);
        event.severity(Severity.LOW);
    }

    private static void user(SourceRecord record, EventDraft event) {
        event.account(
                "user",
                record.first(
                        "InitiatedBy.user.userPrincipalName",
                        "UserPrincipalName",
                        "properties.userPrincipalName",
                        "properties.initiatedBy.user.userPrincipalName",
                        "InitiatingUserOrApp",
                        "claims.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
                        "InitiatedBy.app.displayName",
                        "properties.initiatedBy.app.displayName",
                        "caller"),
                null);
        event.put("service.target.name", record.first("targetDisplayName", "properties.targetResources.displayName"));
        event.put("service.target.type", record.first("targetType", "properties.targetResources.type"));
    }

    private static void outcome(SourceRecord record, EventDraft event) {
        String result = record.first("Result", "ResultType", "resultType", "properties.result", "status.value");
        if (result != null) {
            boolean good =
                    result.equalsIgnoreCase("success") || result.equals("0") || result.equalsIgnoreCase("succeeded");
            event.put("event.outcome", good ? "success" : "failure");
        }
    }
}
