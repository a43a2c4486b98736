/**
 * The tools for AI agents, over the Model Context Protocol at {@code /mcp}. Each tool is one operation of the REST APIs, called with the agent's own token: the same
 * rights, tenants, limits and answers, but these cut to a size that a model can read.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.search.mcp;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
