package io.watchfloor.parsers;

import io.watchfloor.parsers.WindowsEcs.Kind;
import java.util.Map;

/** ECS fields of the audit log's events on accounts and groups: who did it is the user, whom it befell the target. */
final class WindowsAccounts {
    private static final Map<String, Kind> USERS = Map.ofEntries(
            Map.entry("4720", user("user_created", "creation")),
            Map.entry("4722", user("user_enabled", "change")),
            Map.entry("4723", user("password_change_attempted", "change")),
            Map.entry("4724", user("password_reset", "change")),
            Map.entry("4725", user("user_disabled", "change")),
            Map.entry("4726", user("user_deleted", "deletion")),
            Map.entry("4738", user("user_changed", "change")),
            Map.entry("4740", user("user_locked_out", "change")),
            Map.entry("4741", user("computer_created", "creation")),
            Map.entry("4742", user("computer_changed", "change")),
            Map.entry("4743", user("computer_deleted", "deletion")),
            Map.entry("4767", user("user_unlocked", "change")),
            Map.entry("4781", user("user_renamed", "change")));

    private static final Map<String, Kind> GROUPS = Map.ofEntries(
            Map.entry("4727", group("group_created", "creation")),
            Map.entry("4728", group("group_member_added", "change")),
            Map.entry("4729", group("group_member_removed", "change")),
            Map.entry("4730", group("group_deleted", "deletion")),
            Map.entry("4731", group("group_created", "creation")),
            Map.entry("4732", group("group_member_added", "change")),
            Map.entry("4733", group("group_member_removed", "change")),
            Map.entry("4734", group("group_deleted", "deletion")),
            Map.entry("4735", group("group_changed", "change")),
            Map.entry("4737", group("group_changed", "change")),
            Map.entry("4754", group("group_created", "creation")),
            Map.entry("4755", group("group_changed", "change")),
            Map.entry("4756", group("group_member_added", "change")),
            Map.entry("4757", group("group_member_removed", "change")),
            Map.entry("4758", group("group_deleted", "deletion")));

    private WindowsAccounts() {}

    /** Whether the event is one of these. */
    static boolean map(WindowsEcs ecs, String id) {
        Kind ofUser = USERS.get(id);
        Kind ofGroup = GROUPS.get(id);
        if (ofUser == null && ofGroup == null) {
            return false;
        }
        ecs.kind(ofUser == null ? ofGroup : ofUser);
        ecs.account("user", "Subject");
        if (ofUser != null) {
            ecs.account("user.target", "Target");
        } else {
            ecs.copy("TargetUserName", "group.name");
            ecs.copy("TargetDomainName", "group.domain");
            ecs.copy("TargetSid", "group.id");
            member(ecs);
        }
        return true;
    }

    /** The member by its distinguished name {@code CN=Ana,OU=…}, if the log could tell it. */
    private static void member(WindowsEcs ecs) {
        String name = ecs.value("MemberName");
        ecs.user("user.target", name == null ? null : commonName(name), null, ecs.value("MemberSid"));
    }

    private static String commonName(String name) {
        if (!name.regionMatches(true, 0, "CN=", 0, 3)) {
            return name;
        }
        int end = name.indexOf(',');
        return name.substring(3, end < 0 ? name.length() : end);
    }

    private static Kind user(String action, String type) {
        return Kind.of(action, "iam", "user", type);
    }

    private static Kind group(String action, String type) {
        return Kind.of(action, "iam", "group", type);
    }
}
