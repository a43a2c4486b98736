/** The edge: logs arrive over HTTP and syslog, become events and are acknowledged once Kafka has them. Ingest keys. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.ingest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
