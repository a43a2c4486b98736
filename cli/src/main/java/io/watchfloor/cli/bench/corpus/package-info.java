/** Events to fill stores with: real samples or invented ones, amplified to any number from a seed, with things planted to be found. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.bench.corpus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
