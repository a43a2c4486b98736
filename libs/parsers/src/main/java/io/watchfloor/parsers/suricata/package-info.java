/** Suricata's EVE records (Suricata user guide, section EVE JSON Format) to ECS. */
@NullMarked
@CheckReturnValue
package io.watchfloor.parsers.suricata;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
