package io.watchfloor.rules.sigma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files taken together: filters applied, references followed.
 *
 * @param rules with the filters that apply to them as part of their conditions
 * @param correlations those behind whose references there is something, bases first
 * @param filters all of them, whether they apply to a rule or not
 * @param silent ids of the rules and correlations that must not alert by themselves: a correlation refers to them, and none that does says
 *     {@code generate: true}
 * @param problems of the files, and of the documents left out here: {@code duplicate_id} on the later one, {@code reference},
 *     {@code duplicate_name} and {@code cycle} on the correlation. A {@code reference} problem of a filter leaves the filter in force for the
 *     other rules that it names
 */
public record SigmaCollection(
        List<SigmaRule> rules,
        List<SigmaCorrelation> correlations,
        List<SigmaFilter> filters,
        Set<String> silent,
        List<SigmaProblem> problems,
        References references) {
    public SigmaCollection {
        rules = List.copyOf(rules);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        silent = Collections.unmodifiableSet(new LinkedHashSet<>(silent));
        problems = List.copyOf(problems);
    }

    public static SigmaCollection of(List<SigmaFile> files) {
        List<SigmaProblem> problems = new ArrayList<>();
        List<SigmaDocument> documents = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SigmaFile file : files) {
            problems.addAll(file.problems());
            for (SigmaDocument document : file.documents()) {
                if (ids.add(document.id())) {
                    documents.add(document);
                } else {
                    problems.add(problem(document, "duplicate_id", "the id " + document.id() + " is taken"));
                }
            }
        }
        return of(documents, problems);
    }

    private static SigmaCollection of(List<SigmaDocument> documents, List<SigmaProblem> problems) {
        References all = new References(documents);
        List<SigmaFilter> filters = only(documents, SigmaFilter.class);
        FilterUse filterUse = new FilterUse(filters, all);
        List<SigmaRule> rules = only(documents, SigmaRule.class).stream()
                .map(filterUse::filtered)
                .toList();
        problems.addAll(filterUse.problems());
        CorrelationOrder order = new CorrelationOrder(only(documents, SigmaCorrelation.class), all);
        problems.addAll(order.problems());
        List<SigmaDocument> kept = new ArrayList<>(rules);
        kept.addAll(order.correlations());
        kept.addAll(filters);
        References references = new References(kept);
        Set<String> silent = silent(order.correlations(), references);
        return new SigmaCollection(rules, order.correlations(), filters, silent, problems, references);
    }

    /** The document of an id, filters applied. */
    public Optional<SigmaDocument> find(String id) {
        return Optional.ofNullable(references.byId(id));
    }

    /** What a correlation means by a reference in its {@code rules}, {@code aliases}, condition or tests. */
    public Optional<SigmaDocument> resolve(SigmaCorrelation from, String reference) {
        return Optional.ofNullable(references.find(from, reference));
    }

    private static Set<String> silent(List<SigmaCorrelation> correlations, References references) {
        Set<String> silent = new LinkedHashSet<>();
        Set<String> loud = new HashSet<>();
        for (SigmaCorrelation correlation : correlations) {
            for (String reference : correlation.rules()) {
                SigmaDocument base = references.find(correlation, reference);
                if (base != null) {
                    (correlation.generate() ? loud : silent).add(base.id());
                }
            }
        }
        silent.removeAll(loud);
        return silent;
    }

    private static <T extends SigmaDocument> List<T> only(List<SigmaDocument> documents, Class<T> kind) {
        return documents.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static SigmaProblem problem(SigmaDocument document, String code, String message) {
        SigmaSource source = document.source();
        return new SigmaProblem(source.file(), source.line(), 1, code, message);
    }
}
