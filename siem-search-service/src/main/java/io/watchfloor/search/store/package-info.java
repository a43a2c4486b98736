/** The event store: a port that finds candidates and its adapter over PostgreSQL, blocks of columns. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
