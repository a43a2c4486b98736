package io.watchfloor.rules.pipeline;

import java.util.Map;

/** What becomes of the parts of a log source that no transformation decides. */
sealed interface Otherwise {
    Otherwise REFUSED = new Reject("the pipeline knows no events of this log source");

    /** The events have the part as the value of a field. */
    record Labels(Map<LogSourcePart, String> fields) implements Otherwise {}

    /** There are no such events. */
    record Reject(String reason) implements Otherwise {}
}
