package io.watchfloor.cli.bench;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Events of an ordinary day in a network of Windows machines, made from a seed: mostly Sysmon and the security log, some
 * of applications. Names repeat as they do in a network; ids, ports, hashes and arguments hardly ever do.
 */
public final class OwnEvents implements EventSupply {
    private static final List<String> PROGRAMS = List.of(
            "C:\\Program Files\\Ledger\\ledger.exe",
            "C:\\Program Files (x86)\\Reader\\reader.exe",
            "C:\\Program Files\\Agent\\bin\\agent.exe",
            "C:\\Program Files\\Sync\\sync.exe",
            "C:\\Program Files\\Browser\\browser.exe");

    /** A program, its arguments, and what starts it. */
    private record Start(String program, String arguments, String parent) {}

    private static final List<Start> STARTS = List.of(
            new Start("C:\\Windows\\System32\\svchost.exe", "-k netsvcs -p -s", "C:\\Windows\\System32\\services.exe"),
            new Start("C:\\Windows\\System32\\taskhostw.exe", "", "C:\\Windows\\System32\\svchost.exe"),
            new Start("C:\\Windows\\System32\\RuntimeBroker.exe", "-Embedding", "C:\\Windows\\System32\\svchost.exe"),
            new Start("C:\\Program Files\\Ledger\\ledger.exe", "--profile default", "C:\\Windows\\explorer.exe"),
            new Start("C:\\Program Files (x86)\\Reader\\reader.exe", "--open", "C:\\Windows\\explorer.exe"),
            new Start(
                    "C:\\Program Files\\Browser\\browser.exe",
                    "--type=renderer --lang=en",
                    "C:\\Program Files\\Browser\\browser.exe"),
            new Start(
                    "C:\\Program Files\\Agent\\bin\\collect.exe", "--job", "C:\\Program Files\\Agent\\bin\\agent.exe"));
    /** What an administrator does, and an intruder: rules fire for it. */
    private static final Start ASKED =
            new Start("C:\\Windows\\System32\\whoami.exe", "/all", "C:\\Windows\\System32\\cmd.exe");

    private static final int RARE = 100;
    private static final List<String> HOSTS = List.of("updates.example.net", "mail.example.org", "files.example.com");
    private static final List<String> APPLICATION =
            List.of("auth_success", "auth_failure", "data_access", "config_change");

    private final Random random;

    /** Equal seeds make equal events. */
    public OwnEvents(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public String next(long number, Instant time) {
        int kind = random.nextInt(100);
        if (kind < 20) {
            return application(number, time);
        }
        StringBuilder event = new StringBuilder(1_200)
                .append("{\"EventRecordID\":")
                .append(number)
                .append(",\"TimeCreated\":\"")
                .append(time)
                .append("\",\"Computer\":\"WS-")
                .append(random.nextInt(400))
                .append(".corp.example\"");
        if (kind < 70) {
            sysmon(event, kind);
        } else {
            security(event, kind);
        }
        return event.append('}').toString();
    }

    private String application(long number, Instant time) {
        String type = pick(APPLICATION);
        return ("{\"timestamp\":\"%s\",\"event_type\":\"%s\",\"user\":\"user%d\",\"source_ip\":\"%s\","
                        + "\"target\":\"app-%d.internal\",\"result\":\"%s\",\"reason\":\"bench %d\",\"severity\":\"low\"}")
                .formatted(
                        time,
                        type,
                        random.nextInt(2_000),
                        address(),
                        random.nextInt(40),
                        type.equals("auth_failure") ? "failure" : "success",
                        number);
    }

    private void sysmon(StringBuilder event, int kind) {
        add(event, "Channel", "Microsoft-Windows-Sysmon/Operational");
        add(event, "Provider_Name", "Microsoft-Windows-Sysmon");
        add(event, "Level", "4");
        add(event, "ProcessGuid", guid());
        add(event, "ProcessId", Integer.toString(4 * random.nextInt(8_000)));
        add(event, "User", "CORP\\user" + random.nextInt(900));
        if (kind < 32) {
            processCreated(event);
            return;
        }
        add(event, "Image", pick(PROGRAMS));
        if (kind < 44) {
            add(event, "EventID", "3");
            add(event, "Protocol", "tcp");
            add(event, "Initiated", "true");
            add(event, "SourceIp", address());
            add(event, "SourcePort", Integer.toString(49_152 + random.nextInt(16_000)));
            add(event, "DestinationIp", address());
            add(event, "DestinationPort", random.nextBoolean() ? "443" : "8080");
        } else if (kind < 54) {
            add(event, "EventID", "11");
            add(event, "TargetFilename", "C:\\ProgramData\\cache\\" + hex(8) + ".tmp");
        } else if (kind < 64) {
            add(event, "EventID", "13");
            add(event, "EventType", "SetValue");
            add(event, "TargetObject", "HKLM\\SOFTWARE\\Ledger\\Sessions\\" + hex(8) + "\\LastUsed");
            add(event, "Details", "QWORD (0x" + hex(8) + ")");
        } else {
            add(event, "EventID", "22");
            add(event, "QueryName", hex(4) + "." + pick(HOSTS));
            add(event, "QueryStatus", "0");
            add(event, "QueryResults", address() + ";");
        }
    }

    private void processCreated(StringBuilder event) {
        add(event, "EventID", "1");
        Start start = random.nextInt(RARE) == 0 ? ASKED : STARTS.get(random.nextInt(STARTS.size()));
        add(event, "Image", start.program());
        add(event, "CommandLine", '"' + start.program() + "\" " + start.arguments() + " /id:" + hex(12));
        add(event, "CurrentDirectory", "C:\\Users\\user" + random.nextInt(900) + "\\");
        add(event, "IntegrityLevel", "Medium");
        add(event, "Hashes", "SHA256=" + hex(32) + ",IMPHASH=" + hex(16));
        add(event, "ParentProcessGuid", guid());
        add(event, "ParentProcessId", Integer.toString(4 * random.nextInt(8_000)));
        add(event, "ParentImage", start.parent());
        add(event, "ParentCommandLine", start.parent());
        add(event, "LogonId", "0x" + hex(3));
    }

    private void security(StringBuilder event, int kind) {
        add(event, "Channel", "Security");
        add(event, "Provider_Name", "Microsoft-Windows-Security-Auditing");
        add(event, "Level", "0");
        add(event, "Keywords", "0x8020000000000000");
        add(event, "SubjectUserSid", "S-1-5-21-1004336348-1177238915-682003330-" + (1_000 + random.nextInt(900)));
        add(event, "SubjectUserName", "user" + random.nextInt(900));
        add(event, "SubjectDomainName", "CORP");
        add(event, "SubjectLogonId", "0x" + hex(3));
        if (kind < 80) {
            add(event, "EventID", "4624");
            add(event, "TargetUserName", "user" + random.nextInt(900));
            add(event, "LogonType", "3");
            add(event, "LogonProcessName", "Kerberos");
            add(event, "AuthenticationPackageName", "Kerberos");
            add(event, "IpAddress", address());
            add(event, "IpPort", Integer.toString(49_152 + random.nextInt(16_000)));
        } else if (kind < 90) {
            add(event, "EventID", "4663");
            add(event, "ObjectServer", "Security");
            add(event, "ObjectType", "File");
            add(event, "ObjectName", "D:\\Shares\\projects\\" + hex(6) + ".docx");
            add(event, "HandleId", "0x" + hex(2));
            add(event, "AccessMask", "0x1");
            add(event, "ProcessName", pick(PROGRAMS));
        } else {
            add(event, "EventID", "5156");
            add(event, "Application", "\\device\\harddiskvolume3\\windows\\system32\\svchost.exe");
            add(event, "Direction", "%%14593");
            add(event, "SourceAddress", address());
            add(event, "DestAddress", address());
            add(event, "DestPort", "443");
            add(event, "Protocol", "6");
        }
    }

    private static void add(StringBuilder event, String field, String value) {
        event.append(",\"").append(field).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char sign = value.charAt(i);
            if (sign == '\\' || sign == '"') {
                event.append('\\');
            }
            event.append(sign);
        }
        event.append('"');
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String address() {
        return "10." + random.nextInt(4) + "." + random.nextInt(250) + "." + random.nextInt(250);
    }

    private String guid() {
        return "{" + hex(4) + "-" + hex(2) + "-" + hex(2) + "-" + hex(2) + "-" + hex(6) + "}";
    }

    private String hex(int bytes) {
        StringBuilder hex = new StringBuilder(2 * bytes);
        for (int i = 0; i < 2 * bytes; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }
}
