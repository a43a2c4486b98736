/** Wazuh's alerts and archives (4.x) and findings (5.x) to ECS, with what they hold of other sources. */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers.wazuh;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
