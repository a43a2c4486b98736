/** {@code watchfloor bench search}: the event store beside OpenSearch, the same events and questions, one at work at a time. */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.bench.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
