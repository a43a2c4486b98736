package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.contracts.Severity;
import io.watchfloor.rules.sigma.SigmaHeader;
import java.util.List;

/**
 * What a Sigma document says of its rule, where the rule itself does not say it: name, description, severity, tags and
 * techniques. A stored rule has them filled in; before a change those that the document gave are taken out again, so that
 * they follow it.
 */
final class SigmaMetadata {
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String SEVERITY = "severity";
    private static final String TAGS = "tags";
    private static final String TECHNIQUES = "mitre_techniques";
    private static final String RESPONSE = "response";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_TAG = 64;
    private static final int MOST = 50;

    private SigmaMetadata() {}

    /** The rule with what its document says and itself does not. */
    static ObjectNode filled(ObjectNode written, SigmaHeader header) {
        ObjectNode filled = written.deepCopy();
        of(header).properties().forEach(member -> {
            boolean said = filled.hasNonNull(member.getKey())
                    || (member.getKey().equals(SEVERITY)
                            && filled.path(RESPONSE).hasNonNull(SEVERITY));
            if (!said) {
                filled.set(member.getKey(), member.getValue());
            }
        });
        return filled;
    }

    /** The rule without what only its document says. */
    static ObjectNode stripped(ObjectNode stored) {
        ObjectNode stripped = stored.deepCopy();
        SigmaText.unitOf(stored)
                .map(unit -> of(unit.top().header()))
                .ifPresent(given ->
                        given.properties().forEach(member -> remove(stripped, member.getKey(), member.getValue())));
        return stripped;
    }

    private static void remove(ObjectNode stripped, String name, JsonNode given) {
        if (given.equals(stripped.path(name))) {
            stripped.remove(name);
        }
    }

    /** Techniques of the document that the catalogue does not have. */
    static List<String> unknownTechniques(SigmaHeader header) {
        return header.techniques().stream().filter(id -> !isKnown(id)).toList();
    }

    private static ObjectNode of(SigmaHeader header) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        given.put(NAME, cut(header.title(), LONGEST_NAME));
        Severity level = header.level();
        if (!header.description().isBlank()) {
            given.put(DESCRIPTION, cut(header.description(), LONGEST_DESCRIPTION));
        }
        if (level != null) {
            given.put(SEVERITY, level.wireName());
        }
        addAll(given, TAGS, tags(header));
        addAll(given, TECHNIQUES, techniques(header));
        return given;
    }

    private static void addAll(ObjectNode into, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = into.putArray(name);
            texts.forEach(array::add);
        }
    }

    private static List<String> tags(SigmaHeader header) {
        return header.tags().stream()
                .filter(tag -> !tag.isBlank() && tag.length() <= LONGEST_TAG)
                .limit(MOST)
                .toList();
    }

    private static List<String> techniques(SigmaHeader header) {
        return header.techniques().stream()
                .filter(SigmaMetadata::isKnown)
                .limit(MOST)
                .toList();
    }

    private static boolean isKnown(String id) {
        return TechniqueId.parse(id)
                .flatMap(AttackCatalogue.bundled()::technique)
                .isPresent();
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
