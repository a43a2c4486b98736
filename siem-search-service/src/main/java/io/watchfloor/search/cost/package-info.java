/** What a query costs before it runs: an estimate from its tree, the clauses that make it up, and how to ask for the same cheaper. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.cost;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
