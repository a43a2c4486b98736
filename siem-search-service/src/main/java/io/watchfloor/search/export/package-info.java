/** Events that leave in a stream: exports of what a query finds, and the live tail of what is stored. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.export;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
