/**
 * Which ATT&amp;CK techniques the rules that a caller sees cover, declared and proven, as a list and as a layer of the ATT&amp;CK
 * Navigator.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.attack;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
