/**
 * Reads ATT&amp;CK as MITRE publishes it, the STIX 2.1 bundle {@code enterprise-attack.json}, which a user may have in a newer
 * or own version: its catalogue and its sentences ({@link io.watchfloor.attack.stix.ImportedAttack}).
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.attack.stix;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
