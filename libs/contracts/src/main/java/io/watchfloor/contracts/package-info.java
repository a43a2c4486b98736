/**
 * What crosses Kafka: one record per topic, its JSON and the topic names. Within {@code v1} only optional fields are
 * added; every past version stays readable (golden files) and has a JSON schema under {@code schemas/}.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.contracts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
