/**
 * Sentences of a text about ATT&amp;CK that a user has imported, and which of them is nearest to what was mapped
 * ({@link io.watchfloor.attack.quote.QuoteIndex}). None of that prose comes with this library.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.attack.quote;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
