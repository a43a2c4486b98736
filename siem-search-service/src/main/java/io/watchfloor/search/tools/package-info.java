/** The analyst's tools: what a text holds, which techniques a finding shows, which events belong together. For people over REST and for AI agents. */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.tools;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
