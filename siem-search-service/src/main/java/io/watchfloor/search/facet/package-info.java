/** What is in the events that a query finds: how many over time, which values a field has; which fields and values there are at all. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.facet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
