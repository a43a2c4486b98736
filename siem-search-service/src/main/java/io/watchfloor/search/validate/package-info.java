/** Explains a search without running it: how its query reads, what it costs, what of the stored events it passes over unread. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.validate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
