/**
 * Filters: what lets a query pass over blocks without reading them. Of each block a Bloom filter of its words, numbers, addresses and
 * fields and a bit map of its 4-grams is kept, and the filters of many blocks lie transposed, so that a query reads a few short slices.
 * A block that holds a match is never passed over. The format is specified in {@code docs/block-filters.md}.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.blocks.filter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
