/**
 * What the life of an alert and a case allows, and which alert an event belongs to. Pure decisions: no clock, no I/O.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.cases.workflow;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
