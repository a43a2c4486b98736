/** The event store: a port that finds candidates and two adapters over PostgreSQL, one row per event or blocks of columns. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
