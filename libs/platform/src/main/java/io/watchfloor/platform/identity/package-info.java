/**
 * Who calls, for which tenant, and how the tenant reaches the database.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
