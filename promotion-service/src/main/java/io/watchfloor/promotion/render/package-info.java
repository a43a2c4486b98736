/**
 * What an alert says: titles and descriptions from templates, and the observables of its events. Templates substitute and
 * do nothing else.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.promotion.render;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
