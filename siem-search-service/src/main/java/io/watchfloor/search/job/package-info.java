/** Searches that go on without their caller: kept in the database, done step by step by any instance, their results read in pages. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
