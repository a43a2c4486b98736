package io.watchfloor.rules.pipeline;

import io.watchfloor.rules.sigma.SigmaRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns rules in Sigma's names into conditions on events of one shape. Immutable; see the package for its YAML. */
public final class Pipeline {
    private static final String SUFFIX = ".yml";

    private final String name;
    private final int priority;
    private final List<Transformation> transformations;
    private final Optional<Otherwise> otherwise;

    Pipeline(String name, int priority, List<Transformation> transformations, Optional<Otherwise> otherwise) {
        this.name = name;
        this.priority = priority;
        this.transformations = List.copyOf(transformations);
        this.otherwise = otherwise;
    }

    /**
     * Reads a pipeline.
     *
     * @param fileName for messages
     * @throws PipelineSyntaxException for the first thing that is wrong
     */
    public static Pipeline parse(String fileName, String yaml) {
        return new PipelineReader(fileName).read(yaml);
    }

    /**
     * For events with the names that Windows gives them, and for the labelled format: the log source of an event that has no channel is in
     * its labels {@code logsource.product}, {@code logsource.category} and {@code logsource.service}.
     */
    public static Pipeline raw() {
        return resource("raw");
    }

    /** For the events of this product: ECS, with what ECS has no name for under the source's own prefix. */
    public static Pipeline ecs() {
        return resource("ecs");
    }

    /** One pipeline of several: the steps of those with a low priority number come first, and so outrank the others. */
    public static Pipeline join(List<Pipeline> pipelines) {
        List<Pipeline> ordered = pipelines.stream()
                .sorted(Comparator.comparingInt(Pipeline::priority))
                .toList();
        return new Pipeline(
                String.join("+", ordered.stream().map(Pipeline::name).toList()),
                ordered.getFirst().priority,
                ordered.stream().flatMap(each -> each.transformations.stream()).toList(),
                ordered.stream().flatMap(each -> each.otherwise.stream()).findFirst());
    }

    public String name() {
        return name;
    }

    public int priority() {
        return priority;
    }

    /** The rule as a condition on events; one that matches nothing when there are no events of its log source. */
    public Mapped apply(SigmaRule rule) {
        return mapping(rule).apply(rule.condition());
    }

    /** Where events have a field of the rule, by any of its routes: what a correlation groups by. */
    public List<String> paths(SigmaRule rule, String field) {
        return mapping(rule).paths(field);
    }

    /**
     * An event that the rule's author describes in Sigma's names, as it would arrive: its fields where events have them, and beside them
     * what shows the log source, by the first route that the event does not contradict.
     */
    public Map<String, @Nullable Object> event(SigmaRule rule, Map<String, ? extends @Nullable Object> sigmaFields) {
        return mapping(rule).event(sigmaFields);
    }

    private RuleMapping mapping(SigmaRule rule) {
        return RuleMapping.of(transformations, otherwise.orElse(Otherwise.REFUSED), rule);
    }

    private static Pipeline resource(String name) {
        try (InputStream in = Pipeline.class.getResourceAsStream(name + SUFFIX)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name + SUFFIX);
            }
            return parse(name + SUFFIX, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
