/** Where in the values of a found event the texts of the query are. Plain Java over the tree of the query language. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.highlight;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
