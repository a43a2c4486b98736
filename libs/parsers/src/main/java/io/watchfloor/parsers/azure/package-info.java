/** Microsoft's clouds to ECS: directory audit and sign-in logs, Office 365's audit log, Defender's hunting tables. */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers.azure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
