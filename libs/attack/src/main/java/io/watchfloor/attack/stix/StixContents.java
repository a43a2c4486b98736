package io.watchfloor.attack.stix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps of a bundle what ATT&amp;CK Enterprise is made of; of an object that is there twice the later version. */
final class StixContents implements Consumer<StixObject> {
    private static final long MOST_TEXT = 64L << 20;

    private final Map<String, StixObject> techniques = new LinkedHashMap<>();
    private final Map<String, StixObject> tactics = new LinkedHashMap<>();
    private final Map<String, StixObject> users = new HashMap<>();
    private final Map<String, StixObject> relationships = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private String version = "";
    private String published = "";
    private long text;

    @Override
    public void accept(StixObject object) {
        if (object.type() == null) {
            throw new StixException("an object has a type");
        }
        switch (object.type()) {
            case "attack-pattern" -> keep(techniques, object);
            case "x-mitre-tactic" -> keep(tactics, object);
            case "intrusion-set", "malware", "tool", "campaign" -> keep(users, object);
            case "relationship" -> keepRelationship(object);
            case "x-mitre-matrix" -> order(object.tactics());
            case "x-mitre-collection" -> {
                version = StixObject.text(object.version());
                published = StixObject.text(object.modified());
            }
            default -> {}
        }
    }

    private void keepRelationship(StixObject object) {
        String target = StixObject.text(object.target());
        boolean isKept = switch (StixObject.text(object.relationship())) {
            case "uses" -> object.description() != null;
            case "revoked-by" -> true;
            default -> false;
        };
        if (isKept && target.startsWith("attack-pattern--")) {
            keep(relationships, object);
        }
    }

    private void order(@Nullable List<String> tacticIds) {
        if (tacticIds != null && order.isEmpty()) {
            order.addAll(tacticIds);
        }
    }

    private void keep(Map<String, StixObject> objects, StixObject object) {
        String id = object.id();
        if (id == null) {
            throw new StixException("an object of type " + object.type() + " has an id");
        }
        if (!object.isEnterprise()) {
            return;
        }
        StixObject before = objects.get(id);
        if (before == null || object.isNewerThan(before)) {
            objects.put(id, object);
        }
        text += StixObject.text(object.description()).length();
        if (text > MOST_TEXT) {
            throw new StixException("more than " + MOST_TEXT + " characters of descriptions");
        }
    }

    /** By their ids in the bundle, as all that follows. */
    Map<String, StixObject> techniques() {
        return techniques;
    }

    Map<String, StixObject> tactics() {
        return tactics;
    }

    /** Groups, software and campaigns. */
    Map<String, StixObject> users() {
        return users;
    }

    /** Ids of tactics in the order of the matrix. */
    List<String> order() {
        return order;
    }

    List<StixObject> relationships(String kind) {
        return relationships.values().stream()
                .filter(object -> kind.equals(object.relationship()) && !object.isWithdrawn())
                .toList();
    }

    /** The version of ATT&amp;CK; empty when the bundle does not say. */
    String version() {
        return version;
    }

    /** The year of that version; empty when the bundle does not say. */
    String year() {
        return published.length() < 4 ? "" : published.substring(0, 4);
    }
}
