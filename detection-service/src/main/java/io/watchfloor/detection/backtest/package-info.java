/**
 * What a rule would have found: the stored events of a stretch of time are read in the order of their time and given to
 * the code that decides live, with the events' time as the only clock. Nothing is sent and no alert is made.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.backtest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
