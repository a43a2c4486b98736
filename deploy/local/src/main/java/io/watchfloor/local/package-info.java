/**
 * The local launcher: a real PostgreSQL, a real Kafka broker and the packaged services on one machine, each a process of its own, bound to
 * loopback, with its data in one directory. Used by the {@code watchfloor} command and by system tests; knows no service's code.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
