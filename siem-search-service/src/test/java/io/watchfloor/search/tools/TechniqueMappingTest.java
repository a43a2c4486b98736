package io.watchfloor.search.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.watchfloor.attack.mapping.MappedTechniques;
import io.watchfloor.attack.mapping.MappingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TechniqueMappingTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    private static final String BUNDLE = """
            {"type": "bundle", "objects": [
              {"type": "x-mitre-collection", "id": "c--1", "x_mitre_version": "77.0", "modified": "2031-01-01T00:00:00Z"},
              {"type": "x-mitre-tactic", "id": "x-mitre-tactic--1", "name": "Taking", "x_mitre_shortname": "taking",
               "external_references": [{"source_name": "mitre-attack", "external_id": "TA7000"}]},
              {"type": "attack-pattern", "id": "attack-pattern--1", "name": "Key watching", "description": "Each keystroke of the user is kept.",
               "external_references": [{"source_name": "mitre-attack", "external_id": "T1056.001"}],
               "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "taking"}]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void anOwnVersionIsAnsweredWithItsSentenceAndItsOwnersLine() throws IOException {
        JsonNode answer = map(new TechniqueMapping(config(BUNDLE)), "It logs the keystrokes of the user.");
        assertThat(answer.path("attack_version").asText()).isEqualTo("77.0");
        assertThat(answer.path("copyright").asText()).contains("© 2031 The MITRE Corporation");
        JsonNode first = answer.at("/techniques/0");
        assertThat(first.path("name").asText()).isEqualTo("Key watching");
        assertThat(first.path("tactic").asText()).isEqualTo("taking");
        assertThat(first.at("/quotes/0/text").asText()).isEqualTo("Each keystroke of the user is kept.");
        assertThat(first.at("/quotes/0/source").asText()).isEqualTo("description");
        assertThat(first.at("/quotes/0/similarity").asDouble()).isBetween(0.1, 1.0);
    }

    @Test
    void withoutOneThereIsNoQuote() {
        JsonNode answer = map(new TechniqueMapping(Optional::empty), "It logs the keystrokes of the user.");
        assertThat(answer.at("/techniques/0/id").asText()).isEqualTo("T1056.001");
        assertThat(answer.at("/techniques/0").has("quotes")).isFalse();
        assertThat(answer.has("copyright")).isFalse();
    }

    @Test
    void whatIsNoBundleStopsTheStartWithFileAndPlace() throws IOException {
        ToolConfig broken = config(BUNDLE.replace("\"Key watching\"", "7"));
        assertThatThrownBy(() -> new TechniqueMapping(broken))
                .hasMessageStartingWith("Refusing to start: watchfloor.tools.attack-bundle " + folder)
                .hasMessageContaining("objects[2].name (line 5");
        ToolConfig absent = () -> Optional.of(folder.resolve("absent.json"));
        assertThatThrownBy(() -> new TechniqueMapping(absent)).hasMessageContaining("absent.json");
    }

    private ToolConfig config(String bundle) throws IOException {
        Path file = Files.writeString(folder.resolve("enterprise-attack.json"), bundle);
        return () -> Optional.of(file);
    }

    private static JsonNode map(TechniqueMapping mapping, String description) {
        MappedTechniques mapped = mapping.map(description, List.of(), MappingOptions.best(5));
        return JSON.valueToTree(mapping.answer(description, List.of(), mapped));
    }
}
