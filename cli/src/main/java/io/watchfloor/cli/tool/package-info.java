/** {@code watchfloor tool}: the analyst's tools over files, without a server. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.tool;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
