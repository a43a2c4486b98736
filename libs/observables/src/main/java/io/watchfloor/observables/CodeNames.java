package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Set;

/** Dotted names that end like a domain and are none: of fields, members of programs, detections, quantities. */
final class CodeNames {
    private static final Splitter LABELS = Splitter.on('.');

    /** First words of the names of fields and members. */
    private static final Set<String> OBJECTS = Set.of(
            "event",
            "question",
            "audit",
            "user",
            "host",
            "process",
            "file",
            "source",
            "destination",
            "agent",
            "network",
            "dns",
            "url",
            "http",
            "tls",
            "winlog",
            "data",
            "rule",
            "observer",
            "log",
            "client",
            "server",
            "cloud",
            "container",
            "orchestrator",
            "service",
            "threat",
            "registry",
            "related",
            "package",
            "this",
            "self",
            "obj",
            "object",
            "req",
            "res",
            "request",
            "response",
            "ctx",
            "context",
            "window",
            "document",
            "module",
            "exports",
            "os",
            "sys",
            "system",
            "math",
            "string",
            "array",
            "parent",
            "target",
            "subject",
            "actor",
            "item",
            "node",
            "row",
            "entry",
            "config",
            "settings",
            "device",
            "vulnerability",
            "organization",
            "email",
            "ecs",
            "geo",
            "foo",
            "bar",
            "args",
            "params",
            "props",
            "state",
            "session",
            "account",
            "interface",
            "alert",
            "kibana",
            "elastic",
            "spring",
            "management",
            "logging");

    /** Last words of the names of fields and members that are also top-level domains. */
    private static final Set<String> MEMBERS = Set.of(
            "name",
            "id",
            "group",
            "network",
            "zone",
            "call",
            "city",
            "country",
            "email",
            "host",
            "date",
            "link",
            "media",
            "domains",
            "run",
            "to",
            "in",
            "is",
            "as",
            "at",
            "by",
            "of",
            "my",
            "no",
            "so",
            "it",
            "cat",
            "map",
            "page",
            "data",
            "parts",
            "report",
            "review",
            "schedule",
            "security",
            "services",
            "show",
            "support",
            "systems",
            "tools",
            "global",
            "help",
            "info",
            "int",
            "live",
            "open",
            "post",
            "save",
            "search",
            "select",
            "store",
            "style",
            "team",
            "top",
            "us",
            "watch",
            "win",
            "work",
            "works",
            "world",
            "do",
            "events",
            "cc",
            "direct",
            "download",
            "app",
            "io",
            "am",
            "pm",
            "properties",
            "company",
            "contact",
            "digital",
            "domain",
            "engineering",
            "exchange",
            "graphics",
            "lat",
            "management",
            "org",
            "phone",
            "pid",
            "place",
            "plus",
            "press",
            "software",
            "space",
            "target",
            "trade",
            "type");

    private static final Set<String> UNITS = Set.of(
            "am", "pm", "st", "th", "ms", "cm", "mm", "km", "kg", "mg", "ml", "gb", "tc", "sh", "py", "mk", "md", "so");

    /** What syslog calls the origin of a message, before its severity. */
    private static final Set<String> FACILITIES = Set.of(
            "kern", "user", "mail", "daemon", "auth", "authpriv", "syslog", "lpr", "news", "uucp", "cron", "ftp", "*");

    /** Platforms in the names that scanners give to malware. */
    private static final Set<String> PLATFORMS =
            Set.of("win32", "win64", "w32", "w64", "msil", "w97m", "o97m", "x97m", "vbs", "heur", "androidos", "macos");

    private CodeNames() {}

    /** {@code agent.id}, {@code dns.question.name}, {@code o.id}, {@code mail.info} of syslog. */
    static boolean isField(String name) {
        if (!MEMBERS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            return false;
        }
        List<String> labels = LABELS.splitToList(name);
        String first = labels.getFirst();
        boolean two = labels.size() == 2;
        if (two && labels.getLast().equals("info")) {
            return FACILITIES.contains(first);
        }
        boolean object = OBJECTS.contains(first) || OBJECTS.contains(labels.get(labels.size() - 2));
        return object || (two && first.length() == 1);
    }

    /** {@code Safari.app}: an application of macOS; domains are written small or in capitals. */
    static boolean isApplication(String written) {
        return written.endsWith(".app") && Character.isUpperCase(written.charAt(0));
    }

    /** {@code 7.am}, {@code 1.5.kg} */
    static boolean isQuantity(String name) {
        int dot = name.lastIndexOf('.');
        for (int i = 0; i < dot; i++) {
            if (!Ascii.isDigit(name.charAt(i)) && name.charAt(i) != '.') {
                return false;
            }
        }
        return UNITS.contains(name.substring(dot + 1));
    }

    /** {@code Trojan.Win32.Agent.to} */
    static boolean isMalware(String name) {
        return !DomainNames.isUnderCommonTopLevel(name)
                && LABELS.splitToList(name).stream().limit(3).anyMatch(PLATFORMS::contains);
    }

    /**
     * Capitals where no domain has them: {@code failed.In} (a missing space), {@code System.IO}, {@code getName.id}. All in
     * capitals is as good as none, and so is a brand under a common top-level domain.
     */
    static boolean isWrittenAsCode(String written) {
        int last = written.lastIndexOf('.') + 1;
        boolean capital = Character.isUpperCase(written.charAt(last));
        if (capital && Character.isLowerCase(written.charAt(last + 1))) {
            return true;
        }
        boolean small = written.chars().anyMatch(Character::isLowerCase);
        String top = written.substring(last).toLowerCase(ROOT);
        boolean common = DomainNames.isUnderCommonTopLevel(top) && !top.equals("info");
        return small && !common && (capital || hasHump(written));
    }

    private static boolean hasHump(String written) {
        for (int i = 1; i < written.length(); i++) {
            if (Character.isUpperCase(written.charAt(i)) && Character.isLowerCase(written.charAt(i - 1))) {
                return Character.isLowerCase(written.charAt(0));
            }
        }
        return false;
    }
}
