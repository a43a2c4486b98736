/**
 * Detection rules: their wire shape, versions and storage, and the compiled set that this process runs.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.rule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
