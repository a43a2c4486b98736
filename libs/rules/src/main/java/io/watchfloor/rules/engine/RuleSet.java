package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules compiled for the stream. Immutable and shared by threads; each thread asks it through a {@link Matcher} of its own. A changed set is
 * a new one, swapped for the old; parts that did not change are taken over.
 */
public final class RuleSet {
    private final SetCompiler compiled;
    private final PathTable paths;
    private final int[][] fieldsOfPath;
    private final List<CostlyRule> costly;

    private RuleSet(SetCompiler compiler) {
        compiled = compiler;
        List<String> names = compiler.paths();
        paths = new PathTable(names, compiler.options().hiddenPrefixes());
        fieldsOfPath = compiler.fieldsOfPaths();
        costly = CostlyRule.among(compiler);
    }

    /**
     * What the set needs to know of the events.
     *
     * @param keyFields at most five fields of few values, such as channel and event id, that most rules ask about: the partitions are made by them
     * @param hiddenPrefixes of names that keywords do not search, such as {@code watchfloor.}
     */
    public record Options(List<Field> keyFields, List<String> hiddenPrefixes) {
        /** No partitions, nothing hidden. */
        public static final Options NONE = new Options(List.of(), List.of());

        public Options {
            keyFields = List.copyOf(keyFields);
            hiddenPrefixes = List.copyOf(hiddenPrefixes);
            if (keyFields.size() > PartitionKey.MAX_FIELDS) {
                throw new IllegalArgumentException("at most " + PartitionKey.MAX_FIELDS + " key fields");
            }
        }
    }

    /**
     * Compiles the rules.
     *
     * @throws IllegalArgumentException if a condition holds a network or a regular expression that is none
     */
    public static RuleSet compile(List<EngineRule> rules, Options options) {
        return new RuleSet(new SetCompiler(rules, options, null));
    }

    /** The set with these rules instead; fields on which nothing changed are not compiled again. */
    public RuleSet changedTo(List<EngineRule> rules, Options options) {
        return new RuleSet(new SetCompiler(rules, options, compiled));
    }

    /** What is known of an event beside its bytes: values of paths, such as a log source. Made once, used for many events. */
    public Labels labels(Map<String, String> values) {
        List<Label> labels = new ArrayList<>();
        values.forEach((path, value) -> {
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            labels.add(new Label(paths.find(name, 0, name.length), value.getBytes(StandardCharsets.UTF_8)));
        });
        return new Labels(labels);
    }

    /** Values that go with an event. Keywords do not search them. */
    public static final class Labels {
        public static final Labels NONE = new Labels(List.of());
        final List<Label> items;

        private Labels(List<Label> items) {
            this.items = List.copyOf(items);
        }
    }

    record Label(int path, byte[] value) {}

    /** Asks this set; for one thread. */
    public Matcher matcher() {
        return matcher(new ValueBudget(ValueBudget.USUAL));
    }

    /** Asks this set; for the thread of the budget. */
    public Matcher matcher(ValueBudget budget) {
        return new Matcher(this, budget);
    }

    public int size() {
        return compiled.rules().size();
    }

    /** The rule of a number that a matcher gave. */
    public EngineRule rule(int number) {
        return compiled.rules().get(number);
    }

    /** Rules that cost much more than others, and why. */
    public List<CostlyRule> costly() {
        return costly;
    }

    /** How many different questions the rules ask. */
    public int predicates() {
        return compiled.predicates();
    }

    /** Bytes of the tables that are searched, without the trees. */
    public long tableBytes() {
        long bytes = 0;
        for (FieldIndex index : compiled.indexes()) {
            bytes += index.size();
        }
        return bytes;
    }

    Optional<Integer> anyField() {
        return compiled.anyField();
    }

    SetCompiler compiled() {
        return compiled;
    }

    PathTable paths() {
        return paths;
    }

    int[][] fieldsOfPath() {
        return fieldsOfPath;
    }
}
