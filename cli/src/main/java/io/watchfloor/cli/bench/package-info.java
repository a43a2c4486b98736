/** {@code watchfloor bench}: measurements on this machine; a table for people, then one line of JSON for comparison over time. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
