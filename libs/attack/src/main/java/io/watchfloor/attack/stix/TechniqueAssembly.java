package io.watchfloor.attack.stix;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Tactic;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.TechniqueStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a catalogue of the objects of a bundle. */
final class TechniqueAssembly {
    private static final String UNKNOWN_VERSION = "unknown";

    private final StixContents contents;
    private final Map<String, TechniqueId> ids = new HashMap<>();
    private final Map<String, String> successors = new HashMap<>();
    private final List<Tactic> tactics;

    TechniqueAssembly(StixContents contents) {
        this.contents = contents;
        this.tactics = tactics(contents);
        contents.techniques()
                .forEach((id, object) -> object.attack()
                        .map(reference -> techniqueId(String.valueOf(reference.id()), object))
                        .ifPresent(technique -> ids.put(id, technique)));
        contents.relationships("revoked-by")
                .forEach(each -> successors.put(StixObject.text(each.source()), StixObject.text(each.target())));
    }

    /** The ids of techniques by their ids in the bundle. */
    Map<String, TechniqueId> ids() {
        return ids;
    }

    AttackCatalogue catalogue() {
        Map<TechniqueId, Technique> techniques = new TreeMap<>();
        contents.techniques().forEach((id, object) -> {
            TechniqueId technique = ids.get(id);
            if (technique != null) {
                Technique made = technique(technique, id, object);
                // An id that was given anew: the one in use counts.
                Technique unused = techniques.merge(technique, made, TechniqueAssembly::inUse);
            }
        });
        if (techniques.values().stream().noneMatch(each -> each.status() == TechniqueStatus.ACTIVE)) {
            throw new StixException("the bundle has no technique of ATT&CK Enterprise");
        }
        String version = contents.version().isEmpty() ? UNKNOWN_VERSION : contents.version();
        return AttackCatalogue.of(version, tactics, techniques.values());
    }

    private static Technique inUse(Technique one, Technique other) {
        return other.status() == TechniqueStatus.ACTIVE ? other : one;
    }

    private Technique technique(TechniqueId id, String stixId, StixObject object) {
        List<Tactic> its = tactics(id, object);
        TechniqueId successor = object.isRevoked() ? successor(id, stixId) : null;
        TechniqueStatus status = status(object, successor);
        return new Technique(id, required(object.name(), "name", id.value()), its, status, successor);
    }

    private static TechniqueStatus status(StixObject object, @Nullable TechniqueId successor) {
        if (successor != null) {
            return TechniqueStatus.REVOKED;
        }
        return object.isWithdrawn() ? TechniqueStatus.DEPRECATED : TechniqueStatus.ACTIVE;
    }

    /** What took the place of a revoked technique, with chains followed; null when the bundle does not have it. */
    private @Nullable TechniqueId successor(TechniqueId id, String stixId) {
        Set<String> seen = new HashSet<>();
        String at = stixId;
        for (String next = successors.get(at); next != null; next = successors.get(at)) {
            if (!seen.add(at)) {
                throw new StixException("revoked-by of " + id + " leads back to where it began");
            }
            at = next;
        }
        TechniqueId found = ids.get(at);
        return id.equals(found) ? null : found;
    }

    private List<Tactic> tactics(TechniqueId id, StixObject object) {
        List<String> names = object.phaseNames();
        List<Tactic> found = tactics.stream()
                .filter(each -> names.contains(each.shortName()))
                .toList();
        if (!object.isWithdrawn() && found.size() < new HashSet<>(names).size()) {
            throw new StixException("kill_chain_phases of " + id + " names a tactic that there is not: " + names);
        }
        return found;
    }

    private static List<Tactic> tactics(StixContents contents) {
        List<String> order = contents.order();
        Map<String, StixObject> left = new LinkedHashMap<>(contents.tactics());
        left.values().removeIf(StixObject::isWithdrawn);
        List<Tactic> tactics = new ArrayList<>();
        left.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> place(order, each.getKey())))
                .forEach(each -> tactics.add(tactic(each.getValue(), tactics.size())));
        return tactics;
    }

    private static int place(List<String> order, String id) {
        int at = order.indexOf(id);
        return at < 0 ? order.size() : at;
    }

    private static Tactic tactic(StixObject object, int order) {
        String id = object.attack()
                .map(reference -> String.valueOf(reference.id()))
                .orElseThrow(
                        () -> new StixException("external_references of " + object.id() + " names no id of ATT&CK"));
        return new Tactic(
                id, required(object.shortName(), "x_mitre_shortname", id), required(object.name(), "name", id), order);
    }

    private static TechniqueId techniqueId(String id, StixObject object) {
        TechniqueId technique = TechniqueId.parse(id)
                .orElseThrow(() -> new StixException(
                        "external_references of " + object.id() + ": " + id + " is no id of a technique"));
        boolean claims = Boolean.TRUE.equals(object.subTechnique());
        if (object.subTechnique() != null && !object.isWithdrawn() && claims != technique.isSubTechnique()) {
            throw new StixException("x_mitre_is_subtechnique of " + id + " is not what the id says");
        }
        return technique;
    }

    private static String required(@Nullable String value, String field, String of) {
        if (value == null || value.isBlank()) {
            throw new StixException(of + " has no " + field);
        }
        return value;
    }
}
