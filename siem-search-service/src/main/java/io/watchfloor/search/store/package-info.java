/** The event store: a port that finds candidates and the adapter that keeps one row per event in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
