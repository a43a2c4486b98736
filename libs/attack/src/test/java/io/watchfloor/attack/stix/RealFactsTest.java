package io.watchfloor.attack.stix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MatchedOn;
import io.watchfloor.attack.quote.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that is made of the tables of ATT&amp;CK, where they are, while the test runs. */
class RealFactsTest {
    private static final Path TABLES =
            Path.of(System.getProperty("watchfloor.shared", "../../../shared")).resolve("attack");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ImportedAttack imported;

    @BeforeAll
    static void readBundle() throws IOException {
        Assumptions.assumeTrue(Files.exists(TABLES), "skipped: the tables of ATT&CK are not on this machine");
        Path file = folder.resolve("enterprise-attack.json");
        write(file);
        try (InputStream in = Files.newInputStream(file)) {
            imported = ImportedAttack.read(in);
        }
    }

    @Test
    void theCatalogueIsTheBundledOne() {
        List<Technique> expected = AttackCatalogue.bundled().techniques().stream()
                .filter(each -> !each.status().wireName().equals("upcoming"))
                .toList();
        assertThat(imported.catalogue().techniques()).containsExactlyElementsOf(expected);
        assertThat(imported.catalogue().tactics())
                .isEqualTo(AttackCatalogue.bundled().tactics());
    }

    @Test
    void aProcedureIsNearestToItself() throws IOException {
        int asked = 0;
        int found = 0;
        for (String line : Files.readAllLines(TABLES.resolve("procedures.jsonl"))) {
            JsonNode procedure = JSON.readTree(line);
            String text = procedure.path("text").asText();
            if (line.hashCode() % 50 == 0 && text.length() < 300) {
                asked++;
                Quote quote = quote(procedure.path("technique").asText(), text);
                String source = procedure.path("source").asText();
                found += quote.source().id().equals(source) && quote.similarity() > 0.5 ? 1 : 0;
            }
        }
        assertThat(asked).isGreaterThan(100);
        assertThat(found).isGreaterThan(asked * 98 / 100);
    }

    @Test
    void quotesAreFreeOfMarkupAndBounded() throws IOException {
        for (Technique technique : imported.catalogue().techniques()) {
            if (technique.successor() == null && technique.status().wireName().equals("active")) {
                Quote quote = quote(technique.id().value(), technique.name());
                assertThat(quote.text()).hasSizeBetween(20, 501).doesNotContain("(Citation:", "](");
            }
        }
    }

    private static Quote quote(String technique, String text) {
        TechniqueId id = new TechniqueId(technique);
        MappedTechnique mapped =
                new MappedTechnique(id, "", List.of(), id.url(), 1, List.of(new MatchedOn.Sentence(0, text.length())));
        return imported.quotes().nearest(text, List.of(), List.of(mapped)).get(id);
    }

    private static void write(Path file) throws IOException {
        Bundle bundle = Bundle.empty();
        for (Map<String, String> row : table("tactics.tsv")) {
            Bundle unused = bundle.tactic(row.get("id"), row.get("shortname"), row.get("name"));
        }
        Map<String, String> descriptions = new HashMap<>();
        for (String line : Files.readAllLines(TABLES.resolve("descriptions.jsonl"))) {
            JsonNode one = JSON.readTree(line);
            descriptions.put(one.path("id").asText(), one.path("description").asText());
        }
        for (Map<String, String> row : table("techniques.tsv")) {
            technique(bundle, row, descriptions.getOrDefault(row.get("id"), ""));
        }
        for (Map<String, String> row : table("actors_software.tsv")) {
            Bundle unused = bundle.user("tool", row.get("id"), row.get("name"));
        }
        for (String line : Files.readAllLines(TABLES.resolve("procedures.jsonl"))) {
            JsonNode one = JSON.readTree(line);
            ObjectNode unused = bundle.relation(
                            "uses",
                            "tool--" + one.path("source").asText(),
                            "attack-pattern--" + one.path("technique").asText(),
                            one.path("text").asText())
                    .put("id", "relationship--" + line.hashCode());
        }
        try (JsonGenerator out = JSON.getFactory().createGenerator(Files.newOutputStream(file))) {
            JSON.writeTree(out, bundle.json());
        }
    }

    private static void technique(Bundle bundle, Map<String, String> row, String description) {
        ObjectNode technique = bundle.technique(
                row.get("id"), row.get("name"), description, row.get("tactics").split(","));
        String successor = row.get("revoked_by");
        technique.put("x_mitre_deprecated", row.get("status").equals("deprecated"));
        technique.put("revoked", row.get("status").equals("revoked"));
        if (!successor.isEmpty()) {
            ObjectNode unused = bundle.relation(
                    "revoked-by", "attack-pattern--" + row.get("id"), "attack-pattern--" + successor, "");
        }
    }

    private static List<Map<String, String>> table(String name) throws IOException {
        List<String> lines = Files.readAllLines(TABLES.resolve(name));
        List<String> columns = Arrays.asList(lines.getFirst().split("\t", -1));
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] fields = line.split("\t", -1);
                    Map<String, String> row = new HashMap<>();
                    columns.forEach(column -> row.put(column, fields[columns.indexOf(column)]));
                    return row;
                })
                .toList();
    }
}
