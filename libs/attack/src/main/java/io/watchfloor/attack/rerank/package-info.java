/**
 * Puts candidates in the order that a language model gives them: the question to it, and whether its answer may be
 * believed. Who carries the question is not its matter.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.attack.rerank;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
