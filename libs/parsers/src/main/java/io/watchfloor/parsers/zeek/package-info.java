/** Zeek's logs to ECS: JSON in its three spellings of keys, and the tab separated form with its header lines. */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers.zeek;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
