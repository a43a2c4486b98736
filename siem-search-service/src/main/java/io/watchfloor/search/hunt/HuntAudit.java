package io.watchfloor.search.hunt;

import io.watchfloor.platform.audit.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What happened to hunts, as audit records tell it: versions, names of fields and audiences, never queries or events. */
final class HuntAudit {
    private HuntAudit() {}

    static AuditTrail.Change created(Hunt hunt) {
        return change(
                "hunt.created",
                hunt,
                Map.of("version", "1", "sharing_after", hunt.sharing().toString()));
    }

    /** A change of the audience is {@code hunt.shared}, any other is {@code hunt.changed}. */
    static AuditTrail.Change described(Hunt before, Hunt after) {
        boolean shared = !before.sharing().equals(after.sharing());
        Map<String, String> details = versions(before, after);
        details.put("changed", String.join(",", changed(before, after)));
        if (shared) {
            details.put("sharing_before", before.sharing().toString());
            details.put("sharing_after", after.sharing().toString());
        }
        return change(shared ? "hunt.shared" : "hunt.changed", after, details);
    }

    static AuditTrail.Change scheduled(Hunt before, Hunt after) {
        Map<String, String> details = versions(before, after);
        details.put("schedule_before", text(before.schedule()));
        details.put("schedule_after", text(after.schedule()));
        return change("hunt.scheduled", after, details);
    }

    static AuditTrail.Change deleted(Hunt hunt) {
        return change("hunt.deleted", hunt, Map.of("version_before", Integer.toString(hunt.version())));
    }

    /** A run that came to an end. */
    static AuditTrail.Change run(HuntRunRepository.Ended ended) {
        HuntRun run = ended.run();
        return new AuditTrail.Change(
                "hunt.run",
                run.huntId().toString(),
                Map.of(
                        "version", Integer.toString(run.huntVersion()),
                        "run_id", run.runId().toString(),
                        "run_by", run.runBy(),
                        "trigger_mode", HuntRunRepository.word(run.triggerMode()),
                        "status", HuntRunRepository.word(run.status()),
                        "match_count", Long.toString(run.matchCount())));
    }

    private static Map<String, String> versions(Hunt before, Hunt after) {
        Map<String, String> details = new TreeMap<>();
        details.put("version_before", Integer.toString(before.version()));
        details.put("version_after", Integer.toString(after.version()));
        return details;
    }

    private static List<String> changed(Hunt before, Hunt after) {
        List<String> names = new ArrayList<>();
        if (!Objects.equals(before.spec().description(), after.spec().description())) {
            names.add("description");
        }
        if (!before.spec().tags().equals(after.spec().tags())) {
            names.add("tags");
        }
        if (!before.sharing().equals(after.sharing())) {
            names.add("sharing");
        }
        return names;
    }

    private static String text(Hunt.Schedule schedule) {
        return schedule.enabled() ? "every " + schedule.intervalMinutes() + " minutes" : "off";
    }

    private static AuditTrail.Change change(String action, Hunt hunt, Map<String, String> details) {
        return new AuditTrail.Change(action, hunt.id().toString(), details);
    }
}
