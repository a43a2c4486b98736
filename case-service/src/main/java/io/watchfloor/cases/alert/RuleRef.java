package io.watchfloor.cases.alert;

import org.jspecify.annotations.Nullable;

/** The rule that raised an alert. */
record RuleRef(
        String id, @Nullable Integer version, @Nullable String name) {
    RuleRef {
        if (id.isBlank() || id.length() > PlainText.NAME || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a rule id has 1 to 255 characters");
        }
        name = PlainText.orNull(name, PlainText.NAME);
    }
}
