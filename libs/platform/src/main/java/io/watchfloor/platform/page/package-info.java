/**
 * Lists as {@code items} and {@code next_cursor}. Cursors are opaque, signed and bound to the tenant.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
