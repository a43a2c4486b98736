/**
 * How the lists of alerts and cases are filtered and paged: newest first, with cursors that stay valid while rows are added.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.cases.queue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
