package io.watchfloor.attack.stix;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A bundle made for a test; ids in it are the id at MITRE behind the type. */
final class Bundle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root =
            JSON.createObjectNode().put("type", "bundle").put("id", "bundle--1");
    private final ArrayNode objects = root.putArray("objects");

    static Bundle empty() {
        return new Bundle();
    }

    /** Two tactics, the second of which is the first of the matrix. */
    static Bundle withTactics() {
        Bundle bundle = empty();
        bundle.object("x-mitre-collection", "c")
                .put("x_mitre_version", "77.1")
                .put("modified", "2031-04-01T00:00:00.000Z");
        bundle.tactic("TA0006", "credential-access", "Credential Access");
        bundle.tactic("TA0002", "execution", "Execution");
        bundle.object("x-mitre-matrix", "m")
                .putArray("tactic_refs")
                .add("x-mitre-tactic--TA0002")
                .add("x-mitre-tactic--TA0006");
        return bundle;
    }

    ObjectNode object(String type, String id) {
        return objects.addObject().put("id", type + "--" + id).put("type", type);
    }

    Bundle tactic(String id, String shortName, String name) {
        ObjectNode tactic = object("x-mitre-tactic", id).put("x_mitre_shortname", shortName);
        named(tactic, id, name);
        return this;
    }

    ObjectNode technique(String id, String name, String description, String... tactics) {
        ObjectNode technique = object("attack-pattern", id).put("x_mitre_is_subtechnique", id.contains("."));
        ArrayNode phases = technique.putArray("kill_chain_phases");
        for (String tactic : tactics) {
            phases.addObject().put("kill_chain_name", "mitre-attack").put("phase_name", tactic);
        }
        return named(technique, id, name).put("description", description);
    }

    Bundle user(String type, String id, String name) {
        ObjectNode unused = named(object(type, id), id, name);
        return this;
    }

    ObjectNode relation(String kind, String source, String target, String description) {
        return object("relationship", kind + source + target)
                .put("relationship_type", kind)
                .put("source_ref", source)
                .put("target_ref", target)
                .put("description", description);
    }

    private static ObjectNode named(ObjectNode object, String id, String name) {
        object.put("name", name)
                .putArray("external_references")
                .addObject()
                .put("source_name", "mitre-attack")
                .put("external_id", id)
                .put("url", "https://attack.mitre.org/x/" + id);
        return object;
    }

    ObjectNode json() {
        return root;
    }

    InputStream stream() {
        return new ByteArrayInputStream(root.toString().getBytes(StandardCharsets.UTF_8));
    }

    ImportedAttack read() throws IOException {
        return ImportedAttack.read(stream());
    }
}
