/**
 * The event store over OpenSearch, for more than one machine: an index for each tenant and day. An event is indexed by what it shows
 * ({@link io.watchfloor.query.Evidence}), read by our own tokens and folding, in a dozen fixed fields; so no analyzer and no mapping can leave
 * out what the evaluator would find, and no log can add a field.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.opensearch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
