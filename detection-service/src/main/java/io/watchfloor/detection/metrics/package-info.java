/**
 * How much rules run, fire and are right: matches counted from their topic, and figures for dashboards over them, runs and
 * feedback.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
