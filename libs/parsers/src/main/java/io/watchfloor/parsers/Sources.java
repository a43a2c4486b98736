package io.watchfloor.parsers;

import io.watchfloor.parsers.azure.AzureDirectoryParser;
import io.watchfloor.parsers.azure.DefenderParser;
import io.watchfloor.parsers.azure.OfficeParser;
import io.watchfloor.parsers.cloudtrail.CloudTrailParser;
import io.watchfloor.parsers.suricata.SuricataParser;
import io.watchfloor.parsers.velociraptor.VelociraptorParser;
import io.watchfloor.parsers.wazuh.WazuhParser;
import io.watchfloor.parsers.zeek.ZeekParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All sources of JSON objects. A new one is one line here. */
final class Sources {
    /** In the order in which they are asked. */
    private static final List<SourceParser> ALL = List.of(
            new SuricataParser(),
            new ZeekParser(),
            new CloudTrailParser(),
            new WazuhParser(),
            new AzureDirectoryParser(),
            new OfficeParser(),
            new DefenderParser(),
            new VelociraptorParser());

    private static final Map<String, SourceParser> BY_NAME = byName();

    private Sources() {}

    /**
     * Who reads an object, or null when it is a Windows event, an application's log or ECS.
     *
     * <p>An object of a declared source in another shape is read by its parser as well, unless it is written in the short names of
     * structured logs: then it was made for them.
     *
     * @param declared the source that the sender has named, or null
     */
    static @Nullable SourceParser find(Map<String, Object> body, @Nullable String declared) {
        if (declared == null) {
            return recognised(body);
        }
        SourceParser parser = BY_NAME.get(declared);
        if (parser == null || isEcs(body)) {
            return null;
        }
        return parser.recognises(body) || !ShortNames.anyOf(body.keySet()) ? parser : null;
    }

    private static @Nullable SourceParser recognised(Map<String, Object> body) {
        for (SourceParser parser : ALL) {
            if (parser.recognises(body)) {
                return parser;
            }
        }
        return null;
    }

    /** A shipper may have made ECS of the source's records already. */
    private static boolean isEcs(Map<String, Object> body) {
        return body.containsKey("event.dataset")
                || body.containsKey("event.kind")
                || body.get("event") instanceof Map<?, ?> event
                        && event.containsKey("dataset")
                        && !body.containsKey("wazuh");
    }

    private static Map<String, SourceParser> byName() {
        Map<String, SourceParser> named = new HashMap<>();
        ALL.forEach(parser -> named.put(parser.source(), parser));
        return named;
    }
}
