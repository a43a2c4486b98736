package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stored event.
 *
 * @param event with its place in the topic, as rules on events see it
 * @param body its JSON without that place, as it came on the topic
 */
record Stored(Event event, byte[] body) {
    static Stored of(Event event) {
        Map<String, Object> sent = new LinkedHashMap<>(event.fields());
        sent.remove(Event.SEQUENCE);
        return new Stored(event, ContractJson.write(sent));
    }

    long timeMs() {
        return event.timestamp().toEpochMilli();
    }
}
