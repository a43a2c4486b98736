package io.watchfloor.cli.bench.corpus;

/**
 * One event as the events topic has it.
 *
 * @param host keeps events of a host in order in the topic
 * @param json UTF-8
 */
public record CorpusEvent(String id, String tenant, String host, byte[] json) {}
