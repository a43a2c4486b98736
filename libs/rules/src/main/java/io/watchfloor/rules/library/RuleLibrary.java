package io.watchfloor.rules.library;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.correlation.SigmaCorrelations;
import io.watchfloor.rules.engine.EngineRule;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaProblem;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Compiled Sigma files.
 *
 * @param pipeline gives rules the names of events
 * @param collection the documents without problems, filters applied
 * @param rules the rules that some event can match; a rule's id is the one of its document
 * @param mapped by rule id: what the pipeline made of each rule, also of those it rejects
 * @param correlations over the rules
 */
public record RuleLibrary(
        Pipeline pipeline,
        SigmaCollection collection,
        RuleSet rules,
        Map<String, Mapped> mapped,
        SigmaCorrelations.Sound correlations) {
    public RuleLibrary {
        mapped = Map.copyOf(mapped);
    }

    /** Takes what is sound; the problems say what was left out and why. */
    public static RuleLibrary compile(List<SourceFile> files, Pipeline pipeline, Placeholders placeholders) {
        List<SigmaFile> parsed = files.parallelStream()
                .map(file -> SigmaParser.parse(file.name(), file.text(), placeholders))
                .toList();
        return of(SigmaCollection.of(parsed), pipeline);
    }

    private static RuleLibrary of(SigmaCollection collection, Pipeline pipeline) {
        List<SigmaRule> read = collection.rules();
        List<Mapped> onEvents = read.parallelStream().map(pipeline::apply).toList();
        Map<String, Mapped> mapped = new HashMap<>();
        List<EngineRule> rules = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            String id = read.get(i).id();
            mapped.put(id, onEvents.get(i));
            if (!onEvents.get(i).isRejected()) {
                rules.add(new EngineRule(id, onEvents.get(i).condition()));
            }
        }
        return new RuleLibrary(
                pipeline,
                collection,
                RuleSet.compile(rules, KeyFields.options(rules)),
                mapped,
                SigmaCorrelations.sound(collection));
    }

    /** What the pipeline made of a rule of this library. */
    public Mapped mapped(SigmaRule rule) {
        return Objects.requireNonNull(mapped.get(rule.id()), () -> "not of this library: " + rule.id());
    }

    /** The condition of a rule that need not be of this library. */
    public Condition sourceOf(SigmaRule rule) {
        return pipeline.apply(rule).condition();
    }

    /** Of files and of documents that were left out. */
    public List<SigmaProblem> problems() {
        return Stream.concat(collection.problems().stream(), correlations.problems().stream())
                .toList();
    }

    /** Rules of which the pipeline knows no events, in the order of the files. */
    public List<SigmaRule> rejected() {
        return collection.rules().stream()
                .filter(rule -> mapped(rule).isRejected())
                .toList();
    }
}
