/**
 * Saved hunts: a query with its filters, shared with nobody, a team or roles, run by hand or on schedule with a record of
 * each run. What is due stands in the database; a scheduled hunt runs only while its owner may search.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.hunt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
