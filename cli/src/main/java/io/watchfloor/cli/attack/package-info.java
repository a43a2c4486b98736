/** {@code watchfloor attack}: which version of ATT&amp;CK is used. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.attack;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
