/** The {@code watchfloor} command: starts and stops a local stack, issues local tokens, sends logs, shows the demo, measures. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
