/** Rows of Velociraptor's artifacts to ECS. */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers.velociraptor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
