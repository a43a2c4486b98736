package io.watchfloor.parsers.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.watchfloor.contracts.ContractJson;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names of Azure's logs, and objects that they write as text. */
final class AzureLogs {
    static final Set<String> DIRECTORY = Set.of(
            "AuditLogs",
            "SigninLogs",
            "AADNonInteractiveUserSignInLogs",
            "AADServicePrincipalSignInLogs",
            "AADManagedIdentitySignInLogs",
            "NonInteractiveUserSignInLogs",
            "ServicePrincipalSignInLogs",
            "AzureActivity",
            "Administrative");

    private static final ObjectReader VALUE = ContractJson.mapper().readerFor(new TypeReference<Object>() {});

    private AzureLogs() {}

    static boolean isSignIn(String log) {
        return log.toLowerCase(Locale.ROOT).contains("signin");
    }

    static String dataset(String log) {
        if (isSignIn(log)) {
            return "signinlogs";
        }
        return log.equals("AuditLogs") ? "auditlogs" : "activitylogs";
    }

    /** Replaces a column that holds JSON as text by what it holds; other text stays. */
    static void expand(Map<String, Object> record, String column) {
        if (record.get(column) instanceof String text && (text.startsWith("{") || text.startsWith("["))) {
            try {
                record.put(column, VALUE.readValue(text));
            } catch (JsonProcessingException e) {
                record.put(column, text);
            }
        }
    }
}
