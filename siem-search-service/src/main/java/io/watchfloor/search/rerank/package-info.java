/** Asks a language model of the operator's choice to rank candidates again; off unless configured, and never needed. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.rerank;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
