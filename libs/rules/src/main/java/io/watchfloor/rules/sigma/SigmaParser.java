package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.sigma.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Sigma rules, correlations and filters.
 *
 * <p>Decisions where the specification 2.1.0 leaves them open or practice differs:
 *
 * <ul>
 * <li>Quoted or not, values are what was written: {@code 08}, {@code 0x17}, {@code 1e3}, {@code yes} and dates are text. Numbers and booleans
 * compare by their text.
 * <li>{@code null} in a list of values is taken as one more alternative. An empty list, map or keyword is a problem.
 * <li>A keyword is found anywhere in any value of the event, also when it has wildcards.
 * <li>{@code neq} negates: it is true of an event without the field.
 * <li>{@code expand} comes before all other modifiers, {@code re} and {@code cidr} before those that place a value.
 * {@code re|startswith} and {@code re|endswith} anchor the expression.
 * <li>Metadata is read with mercy (a text for a list of one, dates as written); keys that are not Sigma's are ignored.
 * <li>{@code action: global}, {@code reset} and {@code repeat} of old collections are understood; what a document says itself counts before what
 * the global part says.
 * </ul>
 */
public final class SigmaParser {
    /** Keys of {@code detection} that are no selections; {@code timeframe} belonged to the aggregations of old. */
    private static final Set<String> NOT_SELECTIONS = Set.of(DetectionReader.CONDITION, "timeframe");

    private static final Set<String> NOT_FILTER_SELECTIONS = Set.of(DetectionReader.CONDITION, "rules");
    private static final Set<String> EVERYTHING = Set.of("any", "all");

    private final Problems problems;
    private final Placeholders placeholders;
    private final List<SigmaDocument> documents = new ArrayList<>();

    private SigmaParser(String fileName, Placeholders placeholders) {
        this.problems = new Problems(fileName);
        this.placeholders = placeholders;
    }

    /**
     * Reads all documents of a file.
     *
     * @param fileName for problems and sources only
     */
    public static SigmaFile parse(String fileName, String yaml, Placeholders placeholders) {
        SigmaParser parser = new SigmaParser(fileName, placeholders);
        parser.read(yaml);
        return new SigmaFile(fileName, parser.documents, parser.problems.sorted());
    }

    private void read(String yaml) {
        List<YamlReader.Document> read = problems.attempt(() -> YamlReader.read(yaml));
        if (read == null) {
            return;
        }
        LegacyActions actions = new LegacyActions();
        for (YamlReader.Document document : read) {
            if (document.root() instanceof Mapping map) {
                LegacyActions.Merged merged = problems.attempt(() -> actions.apply(map, document.text()));
                if (merged != null && !merged.map().entries().isEmpty()) {
                    read(merged);
                }
            } else {
                problems.add(
                        document.root().at(),
                        "type",
                        "a Sigma document is a map, not " + document.root().called());
            }
        }
        if (documents.isEmpty() && problems.count() == 0) {
            problems.add(Position.START, "required", "there is no rule in the file");
        }
    }

    private void read(LegacyActions.Merged merged) {
        int before = problems.count();
        Section document = new Section(merged.map(), problems);
        SigmaSource source = new SigmaSource(problems.file(), document.at().line(), merged.text());
        SigmaDocument read = read(document, source, merged.seed());
        if (read != null && problems.count() == before) {
            documents.add(read);
        }
    }

    private @Nullable SigmaDocument read(Section document, SigmaSource source, String seed) {
        HeaderReader header = new HeaderReader(document, problems);
        if (document.get("correlation") != null) {
            Section correlation = document.section("correlation");
            SigmaHeader read = header.read("correlation" + seed);
            return correlation == null
                    ? null
                    : new CorrelationReader(document, correlation, problems).read(read, source);
        }
        if (document.get("detection") == null && document.get("filter") instanceof Mapping map) {
            return filter(new Section(map, problems), header.read("filter" + seed), header.logSource(), source);
        }
        return rule(document, header.read("rule" + seed), header.logSource(), source);
    }

    private @Nullable SigmaRule rule(Section document, SigmaHeader header, LogSource logSource, SigmaSource source) {
        Section detection = document.section("detection");
        if (detection == null) {
            if (document.get("detection") == null) {
                problems.add(document.at(), "required", "detection is missing");
            }
            return null;
        }
        List<RuleTest> tests = new TestReader(document, problems).ofRule();
        Condition condition = condition(detection, NOT_SELECTIONS);
        return condition == null ? null : new SigmaRule(header, logSource, condition, tests, source);
    }

    private @Nullable SigmaFilter filter(Section filter, SigmaHeader header, LogSource logSource, SigmaSource source) {
        List<String> rules = filter.texts("rules");
        if (rules.isEmpty()) {
            problems.add(filter.at(), "required", "rules is missing: list rules, or write any");
        }
        boolean everything =
                rules.size() == 1 && EVERYTHING.contains(rules.getFirst().toLowerCase(Locale.ROOT));
        Condition condition = condition(filter, NOT_FILTER_SELECTIONS);
        return condition == null
                ? null
                : new SigmaFilter(header, logSource, everything ? List.of() : rules, condition, source);
    }

    private @Nullable Condition condition(Section detection, Set<String> notSelections) {
        return new DetectionReader(placeholders, problems).read(detection.map(), notSelections);
    }
}
