package io.watchfloor.search.mcp;

import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Tactic;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** What agents may want to look up. */
class McpResources {
    private static final String TSV = "text/tab-separated-values";
    private static final String FIELDS = "watchfloor://ecs-fields";
    private static final String MATRIX = "watchfloor://attack-matrix";

    @Resource(
            uri = FIELDS,
            name = "ecs-fields",
            title = "Fields of events",
            description = "The ECS fields that parsers fill: name, type, what is in it",
            mimeType = TSV)
    TextResourceContents fields() {
        try (InputStream file = McpResources.class.getResourceAsStream("/ecs-fields.tsv")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return new TextResourceContents(FIELDS, text, TSV);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Resource(
            uri = MATRIX,
            name = "attack-matrix",
            title = "ATT&CK matrix",
            description = "MITRE ATT&CK Enterprise: the active techniques with their tactics, in the order of the ids",
            mimeType = TSV)
    TextResourceContents matrix() {
        AttackCatalogue catalogue = AttackCatalogue.bundled();
        String lines = catalogue.techniques().stream()
                .filter(technique -> technique.status() == TechniqueStatus.ACTIVE)
                .map(McpResources::line)
                .collect(Collectors.joining("\n"));
        String head = "# ATT&CK Enterprise " + catalogue.version()
                + ", © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.\n"
                + "id\tname\ttactics\n";
        return new TextResourceContents(MATRIX, head + lines + "\n", TSV);
    }

    private static String line(Technique technique) {
        String tactics = technique.tactics().stream().map(Tactic::shortName).collect(Collectors.joining(","));
        return technique.id() + "\t" + technique.name() + "\t" + tactics;
    }
}
