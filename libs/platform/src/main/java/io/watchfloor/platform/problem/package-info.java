/**
 * RFC 9457 problems: the one way in which a service says no. Features list their errors in an enum of {@link
 * io.watchfloor.platform.problem.ProblemType}; mappers to HTTP live here only.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
