/**
 * Blocks: some hundred or thousand events of one tenant and dataset as compressed columns, of which a query reads only what it asks for.
 * The format is specified in {@code docs/block-format.md}.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.blocks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
