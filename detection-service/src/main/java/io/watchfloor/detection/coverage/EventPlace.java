package io.watchfloor.detection.coverage;

import io.watchfloor.platform.problem.ProblemException;

/** Where an event is in the events topic, as its {@code watchfloor.sequence} says: {@code partition:offset}. */
record EventPlace(int partition, long offset) {
    static EventPlace parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 2) {
                return new EventPlace(Integer.parseUnsignedInt(parts[0]), Long.parseUnsignedLong(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(
                "/event_sequence",
                "invalid_value",
                "An event's watchfloor.sequence is partition:offset, such as 2:1234");
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
