/**
 * Answers of requests that carry an {@code Idempotency-Key}: the same request again is answered with what it was answered
 * before and has no second effect (draft-ietf-httpapi-idempotency-key-header-07).
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.idempotency;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
