package io.watchfloor.platform.outbox;

import io.watchfloor.platform.envelope.Envelope;

/**
 * A message to send after the transaction.
 *
 * @param key Kafka key; messages of one key keep their order
 * @param body JSON
 */
public record OutboxMessage(String topic, String key, Envelope envelope, byte[] body) {}
