package io.watchfloor.cli.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.condition.EventJson;
import io.watchfloor.rules.condition.FlatEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** The events of logs as their sources wrote them, in the names of the running system. */
public final class RawEvents {
    private RawEvents() {}

    /** Gives each event of the files of a folder with the file; what holds no event is left out. */
    public static void each(Path folder, BiConsumer<Path, FlatEvent> each) throws IOException {
        RawFormat format = new RawFormat();
        for (Path file : EventFiles.find(List.of(folder))) {
            try (EventFile lines = new EventFile(file)) {
                for (EventFile.Line line = lines.next(); line != null; line = lines.next()) {
                    if (!line.isBlank()) {
                        each.accept(file, flat(format.read(line, file.toString())));
                    }
                }
            }
        }
    }

    /** The fields of an event of a file. */
    static FlatEvent flat(FileEvent event) throws IOException {
        try (JsonParser json =
                ContractJson.mapper().createParser(event.json(), event.from(), event.to() - event.from())) {
            JsonToken unused = json.nextToken();
            return EventJson.read(json);
        }
    }
}
