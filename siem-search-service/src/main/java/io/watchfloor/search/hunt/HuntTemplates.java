package io.watchfloor.search.hunt;

import io.watchfloor.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hunts that come with the system. */
final class HuntTemplates {
    private static final HuntTemplate BRUTE_FORCE = new HuntTemplate(
            "brute-force-review",
            "Brute-force review",
            "Failed logins of all sources. Look for many of one user or from one address, and for a success after them.",
            "event.action:auth_failure OR (event.category:authentication AND event.outcome:failure)"
                    + " OR (event.provider:*Security-Auditing* AND event.code:(4625 OR 4771 OR 4776))",
            "24h",
            60,
            List.of("brute-force", "credential-access"),
            List.of("T1110"),
            """
            {"event_type":"auth_failure","user":"admin","source_ip":"203.0.113.7","result":"failure"}""");

    private static final HuntTemplate POWERSHELL = new HuntTemplate(
            "powershell-execution",
            "PowerShell execution",
            "PowerShell started, or a script block of it logged. Look for encoded commands, downloads and odd parents.",
            "process.name:(powershell.exe OR powershell_ise.exe OR powershell OR pwsh.exe OR pwsh)"
                    + " OR process.executable:(*powershell.exe OR *pwsh.exe)"
                    + " OR process.command_line:(*powershell* OR *pwsh*)"
                    + " OR (event.provider:*PowerShell* AND event.code:(400 OR 4103 OR 4104))",
            "24h",
            60,
            List.of("powershell", "execution"),
            List.of("T1059.001"),
            """
            {"event_type":"process_start","host":"ws-17","user":"eve","process.name":"powershell.exe",\
            "process.command_line":"powershell.exe -NoProfile -WindowStyle Hidden -EncodedCommand ZABpAHIA"}""");

    private static final HuntTemplate EXFILTRATION = new HuntTemplate(
            "exfiltration-sweep",
            "Exfiltration sweep",
            "Much data sent to an address outside, programs that copy to the cloud, and places where files are dropped."
                    + " Look for hosts and users that do not do so as a rule.",
            "((source.bytes:>=10000000 OR http.request.bytes:>=10000000 OR http.request.body.bytes:>=10000000)"
                    + " AND NOT destination.ip:(10.0.0.0/8 OR 172.16.0.0/12 OR 192.168.0.0/16 OR fc00::/7))"
                    + " OR process.name:(rclone OR rclone.exe OR megasync.exe OR megacmd.exe)"
                    + " OR process.command_line:(*rclone*copy* OR *rclone*sync* OR *--upload-file* OR *--post-file*)"
                    + " OR url.domain:(mega.nz OR *.mega.nz OR transfer.sh OR file.io OR *.gofile.io OR gofile.io)",
            "24h",
            240,
            List.of("exfiltration"),
            List.of("T1048", "T1567.002"),
            """
            {"event_type":"connection","host":"fs-02","source.ip":"10.1.4.20","destination.ip":"198.51.100.24",\
            "source.bytes":734003200}""");

    private static final List<HuntTemplate> ALL = List.of(BRUTE_FORCE, POWERSHELL, EXFILTRATION);

    private HuntTemplates() {}

    static List<HuntTemplate> all() {
        return ALL;
    }

    static Optional<HuntTemplate> find(String id) {
        return ALL.stream().filter(template -> template.templateId().equals(id)).findFirst();
    }

    /** The hunt that is asked for; what it does not say is the template's, and empty where there is none. */
    static HuntSpec filled(HuntRequest asked) {
        HuntTemplate template = named(asked.templateId());
        return new HuntSpec(
                first(asked.name(), template == null ? null : template.name(), ""),
                first(asked.query(), template == null ? null : template.query(), ""),
                asked.source(),
                asked.severity(),
                asked.host(),
                asked.timeRange() == null && template != null ? template.timeRange() : asked.timeRange(),
                asked.description() == null && template != null ? template.description() : asked.description(),
                first(asked.tags(), template == null ? null : template.tags(), List.of()),
                asked.templateId());
    }

    private static @Nullable HuntTemplate named(@Nullable String id) {
        return id == null ? null : find(id).orElseThrow(HuntTemplates::unknown);
    }

    private static ProblemException unknown() {
        String known = ALL.stream().map(HuntTemplate::templateId).collect(Collectors.joining(", "));
        return ProblemException.invalid("/template_id", "unknown_template", "template_id must be one of " + known);
    }

    private static <T> T first(@Nullable T asked, @Nullable T template, T otherwise) {
        return Objects.requireNonNullElse(asked, Objects.requireNonNullElse(template, otherwise));
    }
}
