package io.watchfloor.rules.sigma;

import io.watchfloor.rules.sigma.YamlNode.Entry;
import io.watchfloor.rules.sigma.YamlNode.Kind;
import io.watchfloor.rules.sigma.YamlNode.Mapping;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import io.watchfloor.rules.sigma.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns composed YAML into {@link YamlNode}s. Aliases are written out, so the nodes of a file are counted and bounded. */
final class YamlNodes {
    private static final int MAX_NODES = 2_000_000;
    private static final int MAX_DEPTH = 100;
    private static final Map<Tag, Kind> KINDS = Map.of(
            Tag.STR, Kind.TEXT,
            Tag.FLOAT, Kind.NUMBER,
            Tag.INT, Kind.NUMBER,
            Tag.BOOL, Kind.BOOLEAN,
            Tag.NULL, Kind.NULL,
            Tag.MERGE, Kind.TEXT);

    private int nodes;
    private int depth;

    YamlNode read(Node node) {
        Position at = position(node);
        if (++nodes > MAX_NODES || depth > MAX_DEPTH || node.isRecursive()) {
            throw new InvalidSigmaException(at, "limit", "the file is too large once its aliases are written out");
        }
        depth++;
        YamlNode read = switch (node) {
            case ScalarNode scalar -> scalar(scalar, at);
            case SequenceNode list -> sequence(list, at);
            case MappingNode map -> new Mapping(List.copyOf(entries(map).values()), at);
            default -> throw new InvalidSigmaException(at, "yaml", "unexpected node");
        };
        depth--;
        return read;
    }

    private static Scalar scalar(ScalarNode node, Position at) {
        Kind kind = KINDS.get(node.getTag());
        if (kind == null) {
            throw new InvalidSigmaException(at, "yaml", "the tag " + node.getTag() + " is not supported");
        }
        ScalarStyle style = node.getScalarStyle();
        String value = node.getValue();
        boolean quoted = style == ScalarStyle.SINGLE_QUOTED;
        boolean inPlace = isOnOneLine(node) && (style == ScalarStyle.PLAIN || (quoted && value.indexOf('\'') < 0));
        return new Scalar(value, kind, inPlace && quoted ? at.plusColumns(1) : at, inPlace);
    }

    private Sequence sequence(SequenceNode node, Position at) {
        List<YamlNode> items = new ArrayList<>(node.getValue().size());
        for (Node item : node.getValue()) {
            items.add(read(item));
        }
        return new Sequence(items, at);
    }

    /** In their order; of a key that is merged in and given itself, the given one counts. */
    private Map<String, Entry> entries(MappingNode node) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, Entry> merged = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : node.getValue()) {
            if (Tag.MERGE.equals(tuple.getKeyNode().getTag())) {
                merge(tuple.getValueNode(), merged);
                continue;
            }
            Entry entry = entry(tuple);
            if (!keys.add(entry.key())) {
                throw new InvalidSigmaException(entry.at(), "yaml", "the key " + entry.key() + " is given twice");
            }
            entries.put(entry.key(), entry);
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    private Entry entry(NodeTuple tuple) {
        Position at = position(tuple.getKeyNode());
        if (read(tuple.getKeyNode()) instanceof Scalar key) {
            return new Entry(key.text(), key.at(), read(tuple.getValueNode()));
        }
        throw new InvalidSigmaException(at, "yaml", "a list or map cannot be a key");
    }

    private void merge(Node from, Map<String, Entry> into) {
        YamlNode read = read(from);
        List<YamlNode> maps = read instanceof Sequence list ? list.items() : List.of(read);
        for (YamlNode map : maps) {
            if (!(map instanceof Mapping mapping)) {
                throw new InvalidSigmaException(map.at(), "yaml", "only maps can be merged");
            }
            mapping.entries().forEach(entry -> into.putIfAbsent(entry.key(), entry));
        }
    }

    private static boolean isOnOneLine(Node node) {
        int start = node.getStartMark().map(Mark::getLine).orElse(0);
        return start == node.getEndMark().map(Mark::getLine).orElse(-1);
    }

    private static Position position(Node node) {
        return node.getStartMark().map(YamlReader::position).orElse(Position.START);
    }
}
