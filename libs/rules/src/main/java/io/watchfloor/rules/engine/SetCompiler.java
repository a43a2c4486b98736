package io.watchfloor.rules.engine;

import io.watchfloor.query.RegexLiterals;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.PredicateTest;
import io.watchfloor.rules.engine.FoldedPattern.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns conditions into nodes and indexes. Each distinct predicate of the set exists once; so does each distinct "one of these" on a field. */
final class SetCompiler {
    private final List<EngineRule> rules;
    private final RuleSet.Options options;
    private final Node[] roots;
    private final Map<Field, Integer> fields = new LinkedHashMap<>();
    private final List<FieldIndex.Builder> builders = new ArrayList<>();
    private final List<FieldIndex> indexes;
    private final Map<Predicate, Node> leaves = new HashMap<>();
    private final Map<MarkId, Node.Mark> marks = new HashMap<>();

    SetCompiler(List<EngineRule> rules, RuleSet.Options options, @Nullable SetCompiler before) {
        this.rules = List.copyOf(rules);
        this.options = options;
        for (Field key : options.keyFields()) {
            int unused = field(key);
        }
        roots = new Node[rules.size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = node(rules.get(i).condition());
        }
        indexes = fields.entrySet().parallelStream()
                .map(entry ->
                        builders.get(entry.getValue()).build(before == null ? null : before.index(entry.getKey())))
                .toList();
    }

    private record MarkId(int field, int mark) {}

    private @Nullable FieldIndex index(Field field) {
        Integer number = fields.get(field);
        return number == null ? null : indexes.get(number);
    }

    private int field(Field field) {
        return fields.computeIfAbsent(field, key -> {
            builders.add(new FieldIndex.Builder());
            return builders.size() - 1;
        });
    }

    private Node node(Condition condition) {
        return switch (condition) {
            case Condition.Is(var predicate) -> leaf(predicate);
            case Condition.Not(var part) -> not(node(part));
            case Condition.All(var parts) -> all(parts);
            case Condition.Any(var parts) -> any(parts);
        };
    }

    private static Node not(Node part) {
        return switch (part) {
            case Node.Constant constant -> Node.Constant.of(constant != Node.Constant.TRUE);
            case Node.Not not -> not.part;
            default -> new Node.Not(part);
        };
    }

    private Node all(List<Condition> parts) {
        Set<Node> nodes = new LinkedHashSet<>();
        for (Condition part : parts) {
            Node node = node(part);
            if (node instanceof Node.All all) {
                nodes.addAll(Arrays.asList(all.parts));
            } else {
                nodes.add(node);
            }
        }
        return Folding.all(List.copyOf(nodes));
    }

    private Node any(List<Condition> parts) {
        Set<Node> nodes = new LinkedHashSet<>();
        Map<Integer, Set<Integer>> members = new LinkedHashMap<>();
        for (Condition part : parts) {
            Node node = node(part);
            List<Node> flat = node instanceof Node.Any any ? Arrays.asList(any.parts) : List.of(node);
            for (Node each : flat) {
                if (each instanceof Node.Mark mark) {
                    members.computeIfAbsent(mark.field, key -> new LinkedHashSet<>())
                            .add(mark.mark);
                } else {
                    nodes.add(each);
                }
            }
        }
        List<Node> result = new ArrayList<>();
        members.forEach(
                (field, of) -> result.add(mark(field, builders.get(field).group(of))));
        result.addAll(nodes);
        return Folding.any(result);
    }

    /** One node for one mark, so that equal parts are the same part. */
    private Node.Mark mark(int field, int mark) {
        return marks.computeIfAbsent(new MarkId(field, mark), id -> new Node.Mark(id.field(), id.mark()));
    }

    private Node leaf(Predicate predicate) {
        Node known = leaves.get(predicate);
        if (known == null) {
            known = newLeaf(predicate);
            leaves.put(predicate, known);
        }
        return known;
    }

    private Node newLeaf(Predicate predicate) {
        int field = field(predicate.field());
        return switch (predicate) {
            case Predicate.Missing ignored -> new Node.Not(new Node.Presence(field, true));
            case Predicate.Present ignored -> new Node.Presence(field, false);
            case Predicate.Related(var one, var other, var relation) ->
                new Node.Relation(field, field(other), relation);
            case Predicate.Text text -> text(field, text);
            case Predicate.Regex regex -> deferred(field, regex, factors(RegexLiterals.of(regex.pattern())));
            case Predicate.InNetwork ignored -> deferred(field, predicate, List.of());
            case Predicate.Compare ignored -> deferred(field, predicate, List.of());
            case Predicate.TimePart ignored -> deferred(field, predicate, List.of());
        };
    }

    private Node text(int field, Predicate.Text text) {
        FoldedPattern pattern = FoldedPattern.of(text);
        boolean hasLiteral = pattern.literal().length > 0;
        boolean indexed = !text.cased() && (hasLiteral || pattern.shape() != Shape.GLOB);
        if (!indexed && pattern.shape() != Shape.EVERY) {
            return deferred(field, text, hasLiteral ? List.of(List.of(pattern.literal())) : List.of());
        }
        return mark(field, builders.get(field).mark(text, pattern));
    }

    private static List<List<byte[]>> factors(List<List<String>> texts) {
        return texts.stream()
                .map(list -> list.stream().map(TextFolder::folded).toList())
                .toList();
    }

    private Node deferred(int field, Predicate predicate, List<List<byte[]>> needed) {
        PredicateTest test = PredicateTest.of(predicate);
        return new Node.Deferred(field, builders.get(field).deferred(predicate, test, needed));
    }

    List<EngineRule> rules() {
        return rules;
    }

    RuleSet.Options options() {
        return options;
    }

    Node root(int rule) {
        return roots[rule];
    }

    List<FieldIndex> indexes() {
        return indexes;
    }

    int predicates() {
        return leaves.size();
    }

    Optional<Integer> anyField() {
        return Optional.ofNullable(fields.get(Field.ANY));
    }

    /** The names that the rules ask about, in the order of {@link #fieldsOfPaths}. */
    List<String> paths() {
        return fields.keySet().stream()
                .flatMap(field -> field.paths().stream())
                .distinct()
                .toList();
    }

    int[][] fieldsOfPaths() {
        List<String> paths = paths();
        Map<String, IntList> byPath = new HashMap<>();
        fields.forEach((field, number) -> field.paths()
                .forEach(path ->
                        byPath.computeIfAbsent(path, key -> new IntList()).add(number)));
        return paths.stream()
                .map(path -> Objects.requireNonNull(byPath.get(path)).toArray())
                .toArray(int[][]::new);
    }
}
