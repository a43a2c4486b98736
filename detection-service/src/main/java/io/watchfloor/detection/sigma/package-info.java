/**
 * Sigma documents in and out: import of files, lists and archives, export, and the test cases that rules bring with them.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.detection.sigma;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
