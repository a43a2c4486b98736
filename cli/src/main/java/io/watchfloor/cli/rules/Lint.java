package io.watchfloor.cli.rules;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.TechniqueStatus;
import io.watchfloor.rules.engine.CostlyRule;
import io.watchfloor.rules.library.RuleLibrary;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.sigma.SigmaCorrelation;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong, costly or missing in a library of rules. */
final class Lint {
    private final RuleLibrary library;
    private final AttackCatalogue attack = AttackCatalogue.bundled();
    private final List<Finding> findings = new ArrayList<>();

    private Lint(RuleLibrary library) {
        this.library = library;
    }

    /** An error keeps a rule out; a warning does not. */
    enum Level {
        error,
        warning
    }

    /**
     * @param line from 1
     * @param column from 1
     * @param code a stable word
     */
    record Finding(Level level, String file, int line, int column, String code, String message) {
        private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
                .thenComparingInt(Finding::line)
                .thenComparing(Finding::code);
    }

    /** In the order of files and lines. */
    static List<Finding> of(RuleLibrary library) {
        Lint lint = new Lint(library);
        library.problems()
                .forEach(problem -> lint.findings.add(new Finding(
                        Level.error,
                        problem.file(),
                        problem.line(),
                        problem.column(),
                        problem.code(),
                        problem.message())));
        library.collection().rules().forEach(lint::rule);
        library.collection().correlations().forEach(lint::correlation);
        lint.costly();
        lint.titles();
        return lint.findings.stream().sorted(Finding.ORDER).toList();
    }

    private void rule(SigmaRule rule) {
        Mapped mapped = library.mapped(rule);
        if (mapped.isRejected()) {
            add(Level.error, rule, "logsource", "matches no events: " + String.join("; ", mapped.notes()));
        } else {
            mapped.notes().forEach(note -> add(Level.warning, rule, "mapping", note));
        }
        document(rule, rule.tests().isEmpty());
    }

    private void correlation(SigmaCorrelation correlation) {
        document(correlation, correlation.tests().isEmpty());
    }

    private void document(SigmaDocument document, boolean untested) {
        if (untested) {
            add(Level.warning, document, "untested", "has no test block: it cannot be enabled");
        }
        for (String id : document.header().techniques()) {
            Optional<Technique> known = TechniqueId.parse(id).flatMap(attack::technique);
            if (known.isEmpty()) {
                add(Level.warning, document, "technique", "ATT&CK " + attack.version() + " has no " + id);
            } else if (known.get().status() == TechniqueStatus.REVOKED
                    || known.get().status() == TechniqueStatus.DEPRECATED) {
                add(
                        Level.warning,
                        document,
                        "technique",
                        id + " is " + known.get().status().wireName());
            }
        }
    }

    private void costly() {
        Map<String, SigmaRule> byId = new HashMap<>();
        library.collection().rules().forEach(rule -> byId.put(rule.id(), rule));
        for (CostlyRule costly : library.rules().costly()) {
            SigmaRule rule = byId.get(costly.ruleId());
            if (rule != null) {
                add(Level.warning, rule, "costly", costly.reason());
            }
        }
    }

    private void titles() {
        Map<String, SigmaDocument> first = new HashMap<>();
        Stream.concat(library.collection().rules().stream(), library.collection().correlations().stream())
                .forEach(document ->
                        title(document, first.putIfAbsent(document.header().title(), document)));
    }

    private void title(SigmaDocument document, @Nullable SigmaDocument other) {
        if (other != null) {
            add(
                    Level.warning,
                    document,
                    "duplicate_title",
                    "has the title of " + other.source().file() + ":"
                            + other.source().line());
        }
    }

    private void add(Level level, SigmaDocument document, String code, String message) {
        findings.add(
                new Finding(level, document.source().file(), document.source().line(), 1, code, message));
    }
}
