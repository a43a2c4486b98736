package io.watchfloor.cases.incident;

import io.watchfloor.contracts.ObservableValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case is about, taken from the alert that it was opened from. */
public record CaseSubject(
        String title,
        String description,
        String source,
        @Nullable String ruleId,
        @Nullable String ruleName,
        List<ObservableValue> observables,
        List<String> tags,
        List<String> techniques) {
    public CaseSubject {
        observables = List.copyOf(observables);
        tags = List.copyOf(tags);
        techniques = List.copyOf(techniques);
    }
}
