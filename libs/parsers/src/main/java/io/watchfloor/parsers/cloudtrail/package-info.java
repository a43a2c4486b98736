/** Records of AWS CloudTrail to ECS, alone, in the envelope of EventBridge, or as its API returns them. */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers.cloudtrail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
