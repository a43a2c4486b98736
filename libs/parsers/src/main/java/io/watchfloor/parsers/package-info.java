/**
 * Raw logs to ECS events. {@link io.watchfloor.parsers.LogParser} takes what a sender delivered and never loses it: what
 * cannot be understood is kept as it came, with the reason. {@link io.watchfloor.parsers.SyslogFramer} cuts a byte stream
 * into messages. No clock, no I/O: the time of receipt is an argument.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
