/**
 * Sigma, read whole: YAML text to rules, correlations and filters, with everything that is wrong said at its line. Conditions keep Sigma's field
 * names; a pipeline maps them to the fields of events. Source of the rules: the Sigma specification 2.1.0.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.sigma;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
