/** Searching events: the store finds candidates, the evaluator of the query language decides. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
