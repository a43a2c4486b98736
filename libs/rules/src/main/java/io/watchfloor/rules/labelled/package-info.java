/** Events with known answers: which rules match them and that no others do. The form in which detections are checked offline. */
@NullMarked
@CheckReturnValue
package io.watchfloor.rules.labelled;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
