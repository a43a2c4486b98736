package io.watchfloor.detection.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import io.watchfloor.rules.ruletest.RuleTrial;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cases in a Sigma rule's document came to when they were last run. */
public enum TestStatus {
    /** There are no cases. */
    UNTESTED,
    PASSED,
    FAILED;

    /** The status after a trial; null without one, for rules of other types. */
    public static @Nullable TestStatus of(Optional<RuleTrial> trial) {
        return trial.map(run -> valueOf(run.result().name())).orElse(null);
    }

    static @Nullable TestStatus stored(@Nullable String name) {
        return name == null ? null : valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
