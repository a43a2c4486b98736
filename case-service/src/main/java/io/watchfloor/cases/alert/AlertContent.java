package io.watchfloor.cases.alert;

import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Severity;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says.
 *
 * @param severityLocked a person set the severity: events do not raise it any more
 */
record AlertContent(
        String title,
        String description,
        Severity severity,
        boolean severityLocked,
        String source,
        @Nullable String host,
        List<ObservableValue> observables,
        List<String> tags,
        List<String> techniques) {
    AlertContent {
        title = PlainText.of(title, PlainText.TITLE);
        description = PlainText.of(description, PlainText.DESCRIPTION);
        source = PlainText.of(source, PlainText.NAME);
        host = PlainText.orNull(host, PlainText.NAME);
        observables = observables.stream().map(AlertContent::clean).distinct().toList();
        tags = distinct(tags);
        techniques = distinct(techniques);
    }

    /** With what further events add: observables, tags and techniques. Title and description stay. */
    AlertContent with(AlertContent more, int limit) {
        return new AlertContent(
                title,
                description,
                severity,
                severityLocked,
                source,
                host,
                union(observables, more.observables, limit),
                union(tags, more.tags, limit),
                union(techniques, more.techniques, limit));
    }

    AlertContent withSeverity(Severity next, boolean locked) {
        return new AlertContent(title, description, next, locked, source, host, observables, tags, techniques);
    }

    AlertContent withTags(List<String> next) {
        return new AlertContent(
                title, description, severity, severityLocked, source, host, observables, next, techniques);
    }

    AlertContent withWords(String nextTitle, String nextDescription) {
        return new AlertContent(
                nextTitle, nextDescription, severity, severityLocked, source, host, observables, tags, techniques);
    }

    private static ObservableValue clean(ObservableValue observable) {
        return new ObservableValue(
                PlainText.of(observable.type(), PlainText.NAME), PlainText.of(observable.value(), PlainText.VALUE));
    }

    private static List<String> distinct(List<String> words) {
        return words.stream()
                .map(word -> PlainText.of(word, PlainText.NAME))
                .distinct()
                .toList();
    }

    private static <T> List<T> union(Collection<T> present, Collection<T> more, int limit) {
        Set<T> all = new LinkedHashSet<>(present);
        all.addAll(more);
        return all.stream().limit(Math.max(limit, present.size())).toList();
    }
}
