package io.watchfloor.cli.rules;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LineParser;
import io.watchfloor.rules.pipeline.Pipeline;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/** Lines as their source wrote them: Windows events as JSON, applications' JSON, syslog. They become events as in the running system. */
final class RawFormat implements EventFormat {
    private final LineParser parser =
            new LineParser("offline", Clock.systemUTC().instant(), ZoneOffset.UTC);

    @Override
    public Pipeline pipeline() {
        return Pipeline.ecs();
    }

    @Override
    public FileEvent read(EventFile.Line line, String place) {
        Event event = parser.parse(Arrays.copyOfRange(line.bytes(), line.from(), line.to()));
        byte[] json = ContractJson.write(event);
        return new FileEvent(place, Map.of(), json, 0, json.length);
    }
}
