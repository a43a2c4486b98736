/**
 * Rules on the stream of events: one Kafka Streams topology that matches each event, counts hits per group in state
 * stores that survive restarts, and sends what fires to {@code siem.matches.v1}.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.stream;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
