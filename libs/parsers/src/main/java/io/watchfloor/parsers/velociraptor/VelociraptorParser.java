package io.watchfloor.parsers.velociraptor;

import io.watchfloor.parsers.EventDraft;
import io.watchfloor.parsers.FieldTable;
import io.watchfloor.parsers.SourceParser;
import io.watchfloor.parsers.SourceRecord;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of artifacts. A row is what was found on a client, not what happened: {@code event.kind: state}. Rows of event logs
 * are Windows events and never come here. Other columns stay below {@code velociraptor.} as the artifact has them.
 */
public final class VelociraptorParser implements SourceParser {
    private static final FieldTable TABLE = FieldTable.below("velociraptor.")
            .field("ClientId", "host.id")
            .field("Pid", "process.pid")
            .field("Ppid", "process.parent.pid")
            .field("Exe", "process.executable")
            .field("ImagePathName", "process.executable")
            .field("CommandLine", "process.command_line")
            .field("CurrentDirectory", "process.working_directory")
            .account("Username", "user")
            .account("User", "user")
            .hash("Hash.MD5", "process.hash.md5")
            .hash("Hash.SHA1", "process.hash.sha1")
            .hash("Hash.SHA256", "process.hash.sha256")
            .address("Laddr.IP", "source.ip")
            .port("Laddr.Port", "source.port")
            .address("Raddr.IP", "destination.ip")
            .port("Raddr.Port", "destination.port")
            .address("LocalAddress", "source.ip")
            .address("RemoteAddress", "destination.ip")
            .field("RemoteMACAddress", "destination.mac")
            .address("Address", "source.ip")
            .port("Port", "source.port")
            .lower("Protocol", "network.transport")
            .lower("Type", "network.transport")
            .lower("Family", "network.type")
            .lower("AddressFamily", "network.type")
            .field("FullPath", "file.path")
            .field("OSPath", "file.path")
            .field("Image Path", "file.path")
            .hash("MD5", "file.hash.md5")
            .hash("SHA-1", "file.hash.sha1")
            .hash("SHA-256", "file.hash.sha256")
            .hash("SHA256", "file.hash.sha256")
            .field("Launch String", "process.command_line");

    @Override
    public String source() {
        return "velociraptor";
    }

    @Override
    public boolean recognises(Map<String, Object> body) {
        return body.get("ClientId") instanceof String client
                        && client.startsWith("C.")
                        && (body.containsKey("FlowId") || body.containsKey("Artifact") || body.containsKey("_Source"))
                || body.containsKey("Laddr.IP") && body.containsKey("Pid");
    }

    @Override
    public void map(SourceRecord record, EventDraft event) {
        String artifact = record.first("Artifact", "_Source", "_Artifact");
        event.put("event.kind", "state");
        event.put("event.dataset", "velociraptor." + (artifact == null ? "row" : dataset(artifact)));
        time(record, event);
        event.host(record.first("Fqdn", "Hostname"));
        // Type is a protocol beside addresses, and of files and answers something else.
        boolean socket = record.has("Laddr.IP") || record.has("Address");
        dns(record, event);
        process(record, event);
        (socket ? TABLE : TABLE_OF_THINGS).map(record, event);
    }

    private static final FieldTable TABLE_OF_THINGS = withoutProtocol();

    private static FieldTable withoutProtocol() {
        FieldTable table = TABLE.copy();
        return table.field("Type", "velociraptor.Type");
    }

    private static String dataset(String artifact) {
        return artifact.toLowerCase(Locale.ROOT).replace('/', '.');
    }

    private static void time(SourceRecord record, EventDraft event) {
        for (String name : new String[] {"Timestamp", "timestamp", "_ts", "EventTime", "Mtime", "CreateTime"}) {
            event.time(record.value(name));
        }
    }

    private static void process(SourceRecord record, EventDraft event) {
        if (record.has("Pid")) {
            event.put("process.name", record.text("Name"));
            event.put("event.category", record.has("Laddr.IP") ? "network" : "process");
        }
        String path = record.first("FullPath", "OSPath", "Image Path");
        if (path != null) {
            event.put("file.name", path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1));
        }
    }

    private static void dns(SourceRecord record, EventDraft event) {
        if (record.has("RecordType") && record.has("TTL")) {
            event.put("dns.question.name", lower(record.text("Name")));
            String address = record.first("A", "AAAA");
            event.put("dns.resolved_ip", address);
            event.put("event.category", "network");
        }
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : Objects.requireNonNull(text).toLowerCase(Locale.ROOT);
    }
}
