/** Which blocks are put together to larger ones. */
@NullMarked
@CheckReturnValue
package io.watchfloor.blocks.merge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
