/**
 * Observables: values seen in events (addresses, names, hashes, …), their one normal form, and how they are found in
 * structured fields and in free text. All work is linear in the length of the input and bounded.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.observables;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
