/** Access logs of web servers in the common and the combined form to ECS. */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
