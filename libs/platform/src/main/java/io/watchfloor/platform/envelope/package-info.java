/**
 * CloudEvents 1.0, binary mode, on Kafka: headers in, headers out.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.platform.envelope;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
