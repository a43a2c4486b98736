package io.watchfloor.rules.sigma;

import io.watchfloor.rules.sigma.YamlNode.Mapping;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import io.watchfloor.rules.sigma.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A map whose keys are known, read key by key; what does not fit is added to the problems. A key without value is as good as none. */
final class Section {
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");

    private final Mapping map;
    private final Problems problems;

    Section(Mapping map, Problems problems) {
        this.map = map;
        this.problems = problems;
    }

    Position at() {
        return map.at();
    }

    Mapping map() {
        return map;
    }

    @Nullable
    YamlNode get(String key) {
        return map.get(key);
    }

    Position at(String key) {
        YamlNode node = map.get(key);
        return node == null ? map.at() : node.at();
    }

    /** The key's text, also of a number or boolean, without blanks around it. */
    @Nullable
    String text(String key) {
        return switch (map.get(key)) {
            case null -> null;
            case Scalar scalar -> scalar.text().strip();
            case YamlNode other -> {
                problems.add(other.at(), "type", key + " is text, not " + other.called());
                yield null;
            }
        };
    }

    /** The key's text, which must be there and not blank; else an empty text and a problem. */
    String required(String key) {
        String text = text(key);
        if (map.get(key) == null || (text != null && text.isEmpty())) {
            problems.add(at(key), "required", key + " is missing");
        }
        return text == null ? "" : text;
    }

    /** The key's texts; a single text is a list of one. */
    List<String> texts(String key) {
        YamlNode node = map.get(key);
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : node instanceof Sequence list ? list.items() : List.of(node)) {
            if (item instanceof Scalar scalar) {
                texts.add(scalar.text().strip());
            } else {
                problems.add(item.at(), "type", key + " is a list of texts, not of " + item.called());
            }
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** The key's texts for people to read: what is no text, as a map by a colon in a sentence, is written out. */
    List<String> notes(String key) {
        YamlNode node = map.get(key);
        List<String> notes = new ArrayList<>();
        if (node != null) {
            for (YamlNode item : node instanceof Sequence list ? list.items() : List.of(node)) {
                notes.add(written(item));
            }
        }
        notes.removeIf(String::isEmpty);
        return notes;
    }

    private static String written(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> scalar.text().strip();
            case Sequence list -> list.items().stream().map(Section::written).collect(Collectors.joining(", "));
            case Mapping map ->
                map.entries().stream()
                        .map(entry -> entry.key() + ": " + written(entry.value()))
                        .collect(Collectors.joining(", "));
        };
    }

    /** The key's section, or null; a problem if it is anything but a map. */
    @Nullable
    Section section(String key) {
        return switch (map.get(key)) {
            case null -> null;
            case Mapping section -> new Section(section, problems);
            case YamlNode other -> {
                problems.add(other.at(), "type", key + " is a map, not " + other.called());
                yield null;
            }
        };
    }

    /** The key's boolean, false if there is none. */
    boolean flag(String key) {
        String text = text(key);
        String word = text == null ? "false" : text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            problems.add(at(key), "type", key + " is true or false");
        }
        return YES.contains(word);
    }
}
