/** How long events are kept, by tenant and source, what is held beyond that for the law, and the step that drops the rest. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.retention;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
