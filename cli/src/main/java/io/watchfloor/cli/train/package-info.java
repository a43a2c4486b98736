/** {@code watchfloor train}: makes the trained parts that ship with the source, from data with known answers. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.train;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
