/** What others say that samples of logs mean, against what the parsers make of them. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.parse.truth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
