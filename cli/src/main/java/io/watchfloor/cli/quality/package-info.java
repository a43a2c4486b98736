/** {@code watchfloor quality}: how good the analyst's tools are on data with known answers, as a page of the documentation. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.quality;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
