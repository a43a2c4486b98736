package io.watchfloor.detection.stream;

/**
 * What the processors of the stream work with.
 *
 * @param partitions of the events topic
 */
record StreamSetting(StreamConfig config, int partitions, StreamCounters counters, StreamObserver observer) {}
