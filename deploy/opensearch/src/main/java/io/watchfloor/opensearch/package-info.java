/** OpenSearch in a JVM of its own: its libraries differ from those of the services. */
@NullMarked
package io.watchfloor.opensearch;

import org.jspecify.annotations.NullMarked;
