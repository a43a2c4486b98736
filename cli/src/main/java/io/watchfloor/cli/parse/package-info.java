/** {@code watchfloor parse}: files of logs to normalised events, without a server. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.parse;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
