package io.watchfloor.detection.stream;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.stream.CorrelationMessage.GroupHit;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that goes on.
 *
 * @param id tells it from others
 * @param match what it says; null for a hit of another correlation
 */
record SentRecord(
        String id, Record<String, Routed> record, @Nullable MatchMessage match) {

    static SentRecord of(MatchMessage match, long timestamp) {
        return new SentRecord(match.envelope().id(), matched(match, timestamp), match);
    }

    static SentRecord of(String id, GroupHit hit, long timestamp) {
        return new SentRecord(id, correlated(hit, timestamp), null);
    }

    /** For {@link #read}. */
    byte[] write() {
        return match == null ? record.value().body() : ContractJson.write(match);
    }

    /** The record, once more. */
    static Record<String, Routed> read(byte[] sent, long timestamp) {
        CorrelationMessage feeding = ContractJson.read(sent, CorrelationMessage.class);
        GroupHit hit = feeding.hit();
        return hit == null
                ? matched(ContractJson.read(sent, MatchMessage.class), timestamp)
                : new Record<>(hit.key(), new Routed.ToCorrelations(sent), timestamp);
    }

    private static Record<String, Routed> matched(MatchMessage fired, long timestamp) {
        return new Record<>(
                fired.key(),
                new Routed.ToMatches(fired.body()),
                timestamp,
                fired.envelope().headers());
    }

    /** A hit on its way to its group. */
    static Record<String, Routed> correlated(GroupHit hit, long timestamp) {
        byte[] body = ContractJson.write(CorrelationMessage.of(hit));
        return new Record<>(hit.key(), new Routed.ToCorrelations(body), timestamp);
    }
}
