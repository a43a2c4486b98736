/**
 * Which events share indicators (addresses, users, hashes, hosts, …) with some given ones, directly or over others, and the graph of it. A
 * kernel: it says what to read next and is told what was read.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.correlate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
