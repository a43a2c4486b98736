package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.sigma.LogSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of a Sigma log source. */
enum LogSourcePart {
    PRODUCT,
    CATEGORY,
    SERVICE;

    /** As in YAML. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String of(LogSource source) {
        return switch (this) {
            case PRODUCT -> source.product();
            case CATEGORY -> source.category();
            case SERVICE -> source.service();
        };
    }
}
