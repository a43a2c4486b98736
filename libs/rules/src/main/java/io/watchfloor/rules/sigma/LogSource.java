package io.watchfloor.rules.sigma;

import org.jspecify.annotations.Nullable;

/** The logs that a rule is about, lower case; at least one of the three is given. Source: Sigma specification 2.1.0, LogSource. */
public record LogSource(
        @Nullable String product,
        @Nullable String category,
        @Nullable String service) {

    /** Whether everything this one names the other names too, so that {@code {product: windows}} covers all of Windows. */
    public boolean covers(LogSource other) {
        return covers(product, other.product) && covers(category, other.category) && covers(service, other.service);
    }

    private static boolean covers(@Nullable String mine, @Nullable String theirs) {
        return mine == null || mine.equals(theirs);
    }
}
