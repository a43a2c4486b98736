/**
 * Which stored events each version of a rule was asked about, by the stream and by runs: the ledger, and the holes in
 * it. Offsets are those of the events topic.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.coverage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
