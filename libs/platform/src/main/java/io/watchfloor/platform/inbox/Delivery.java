package io.watchfloor.platform.inbox;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.envelope.Envelope;

/** A received message: its envelope, its body and where it came from. */
public record Delivery(Envelope envelope, byte[] body, String topic, int partition, long offset) {
    /** The body as a contract; {@link java.io.UncheckedIOException} when it is not one. */
    public <T> T as(Class<T> contract) {
        return ContractJson.read(body, contract);
    }
}
