package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;

/**
 * A stored event.
 *
 * @param body its JSON, as it came on the topic
 */
record Stored(Event event, byte[] body) {
    static Stored of(Event event) {
        return new Stored(event, ContractJson.write(event));
    }

    long timeMs() {
        return event.timestamp().toEpochMilli();
    }
}
