package io.watchfloor.parsers.cloudtrail;

import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.SourceRecord;
import java.util.Objects;

/** ECS categories of API calls, by service and by the verb that their names begin with. */
final class CloudTrailKinds {
    private CloudTrailKinds() {}

    static void put(SourceRecord record, EventDraft event) {
        String service = Objects.requireNonNullElse(record.text("eventSource"), "");
        String name = Objects.requireNonNullElse(record.text("eventName"), "");
        if (isLogin(name)) {
            event.kind("authentication", "start");
        } else if (service.startsWith("iam.") && !isRead(name)) {
            event.kind("iam", type(name));
        } else {
            event.kind(service.startsWith("iam.") ? "iam" : "configuration", isRead(name) ? "access" : type(name));
        }
    }

    private static boolean isLogin(String name) {
        return name.equals("ConsoleLogin") || name.equals("GetSigninToken") || name.startsWith("AssumeRole");
    }

    private static boolean isRead(String name) {
        return name.startsWith("Get")
                || name.startsWith("List")
                || name.startsWith("Describe")
                || name.startsWith("Head");
    }

    private static String type(String name) {
        if (name.startsWith("Create") || name.startsWith("Run")) {
            return "creation";
        }
        return name.startsWith("Delete") || name.startsWith("Terminate") ? "deletion" : "change";
    }
}
