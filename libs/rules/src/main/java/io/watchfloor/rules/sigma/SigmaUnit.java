package io.watchfloor.rules.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents that together are one detection: a rule, or a correlation and all that it stands on, with their filters.
 *
 * @param top the document that alerts: a rule or a correlation that no other one refers to
 * @param collection all of them
 */
public record SigmaUnit(SigmaDocument top, SigmaCollection collection) {
    private static final String BETWEEN = "---\n";

    /**
     * What a text turned out to be.
     *
     * @param unit null if and only if there are problems
     */
    public record Read(@Nullable SigmaUnit unit, List<SigmaProblem> problems) {
        public Read {
            problems = List.copyOf(problems);
        }

        public Optional<SigmaUnit> sound() {
            return Optional.ofNullable(unit);
        }
    }

    /** The unit that a text is; {@code unsupported} when it alerts in no way or in several. */
    public static Read read(String file, String yaml) {
        SigmaCollection collection = SigmaCollection.of(List.of(SigmaParser.parse(file, yaml, Placeholders.NONE)));
        if (!collection.problems().isEmpty()) {
            return new Read(null, collection.problems());
        }
        List<SigmaDocument> tops = tops(collection);
        if (tops.size() == 1) {
            return new Read(new SigmaUnit(tops.getFirst(), collection), List.of());
        }
        String message = "expected one rule, or one correlation with the rules that it refers to; there are "
                + tops.size() + " documents that alert";
        return new Read(null, List.of(new SigmaProblem(file, 1, 1, "unsupported", message)));
    }

    private static List<SigmaDocument> tops(SigmaCollection collection) {
        Set<String> used = collection.correlations().stream()
                .flatMap(correlation -> references(correlation, collection))
                .map(SigmaDocument::id)
                .collect(Collectors.toSet());
        return Stream.<SigmaDocument>concat(collection.rules().stream(), collection.correlations().stream())
                .filter(document -> !used.contains(document.id()))
                .toList();
    }

    /** The text of the unit that a rule or correlation of a collection is the top of; it may come from several files. */
    public static String textOf(SigmaDocument top, SigmaCollection from) {
        Set<SigmaDocument> documents = new LinkedHashSet<>();
        collect(top, from, documents);
        List<SigmaFilter> filters = from.filters().stream()
                .filter(filter -> documents.stream()
                        .anyMatch(document -> document instanceof SigmaRule rule && filter.appliesTo(rule)))
                .toList();
        documents.addAll(filters);
        List<SigmaDocument> ordered = new ArrayList<>(documents);
        String file = top.source().file();
        ordered.sort(Comparator.<SigmaDocument, Boolean>comparing(
                        document -> !document.source().file().equals(file))
                .thenComparing(document -> document.source().file())
                .thenComparing(document -> document.source().line()));
        return ordered.stream().map(SigmaUnit::text).collect(Collectors.joining(BETWEEN));
    }

    private static void collect(SigmaDocument document, SigmaCollection from, Set<SigmaDocument> into) {
        if (into.add(document) && document instanceof SigmaCorrelation correlation) {
            references(correlation, from).forEach(each -> collect(each, from, into));
        }
    }

    private static Stream<SigmaDocument> references(SigmaCorrelation correlation, SigmaCollection from) {
        return correlation.rules().stream()
                .map(reference -> from.resolve(correlation, reference))
                .flatMap(Optional::stream);
    }

    private static String text(SigmaDocument document) {
        String yaml = document.source().yaml();
        return yaml.endsWith("\n") ? yaml : yaml + "\n";
    }
}
