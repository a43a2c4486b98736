/**
 * Alerts: the one intake that both candidates and requests go through, triage by people, and the queue. This package is
 * the only writer of the alert row.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.cases.alert;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
