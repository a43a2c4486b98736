/**
 * Event-time bursts: the logic of frequency rules for one group of one rule. Pure; the caller brings the group's log
 * (a Kafka Streams store, a memory log) and the clock never enters, so live, replayed and back-tested input agree.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.window;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
