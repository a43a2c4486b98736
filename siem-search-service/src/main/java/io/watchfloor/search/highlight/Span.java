package io.watchfloor.search.highlight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a value that the query asked for.
 *
 * @param start in UTF-16 characters from 0
 * @param end behind the last
 * @param value of several values which one, from 0; absent for a single value
 */
@Schema(name = "HighlightSpan")
public record Span(int start, int end, @Nullable Integer value) {}
