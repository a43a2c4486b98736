/** {@code watchfloor demo}: an attack of our own on a running stack, and the story of what became of it. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
