/** Events on their way into the store and single events out of it; the sources an event can be of. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
