/**
 * MITRE ATT&amp;CK Enterprise: which techniques and tactics there are ({@link io.watchfloor.attack.AttackCatalogue}), which
 * of them a set of rules covers and how well that is proven ({@link io.watchfloor.attack.Coverage}), and that as a layer of
 * the ATT&amp;CK Navigator. Facts only, no descriptions; the terms of use lie beside the catalogue.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.attack;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
