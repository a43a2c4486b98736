/**
 * A folder of Sigma files as one thing that can be asked about events: parsed, mapped by a pipeline, compiled for the stream, with all that is
 * wrong or costly about it. What the offline tools and the services have in common.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.library;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
