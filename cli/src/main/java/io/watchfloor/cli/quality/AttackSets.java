package io.watchfloor.cli.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.attack.mapping.TechniqueMapper;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.quality.RankingScore.Ranked;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Maps sets of texts with known techniques and counts; also the CPU time of each text. */
final class AttackSets {
    private static final MappingOptions ALL = MappingOptions.best(100);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final TechniqueMapper mapper = TechniqueMapper.bundled();
    private final AttackCatalogue catalogue = AttackCatalogue.bundled();
    private final List<Double> millis = new ArrayList<>();

    /** @param folder with {@code tram_single-dev.jsonl} and others */
    AttackSets(Path folder) {
        this.folder = folder;
    }

    /** Which part of a text is looked at. */
    enum Part {
        BOTH,
        INDICATORS
    }

    /** Sets, each text counted alike; of the set of single phrases its labels alone. */
    RankingScore score(List<String> sets, Part part) throws IOException {
        RankingScore score = new RankingScore(MappingOptions.standard().threshold());
        for (String set : sets) {
            count(score, set, part, set.equals("tram_single") ? labels() : Set.of());
        }
        return score;
    }

    /** The reports, looking at nothing but the labels of the set of single phrases. */
    RankingScore reportsOfLabels() throws IOException {
        RankingScore score = new RankingScore(MappingOptions.standard().threshold());
        count(score, "tram_multi", Part.BOTH, labels());
        return score;
    }

    private void count(RankingScore score, String set, Part part, Set<String> labels) throws IOException {
        for (String line : Files.readAllLines(folder.resolve(set + "-dev.jsonl"))) {
            JsonNode text = Api.JSON.readTree(line);
            Set<String> right = techniques(text);
            if (!labels.isEmpty()) {
                right.retainAll(labels);
            }
            String document = text.path("doc").asText(text.path("id").asText());
            score.count(document, right, ranked(text, part, labels));
        }
    }

    /** CPU time of a text, in milliseconds, that 95 of 100 texts stay below. */
    double p95Millis() {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) (sorted.size() * 0.95));
    }

    private List<Ranked> ranked(JsonNode text, Part part, Set<String> labels) {
        List<String> indicators = new ArrayList<>();
        text.path("indicators").forEach(each -> indicators.add(each.asText()));
        String description = part == Part.BOTH ? text.path("description").asText() : "";
        long begun = THREADS.getCurrentThreadCpuTime();
        List<Ranked> ranked = mapper.map(description, indicators, ALL).techniques().stream()
                .map(each -> new Ranked(each.id().value(), each.confidence()))
                .filter(each -> labels.isEmpty() || labels.contains(each.technique()))
                .toList();
        millis.add((THREADS.getCurrentThreadCpuTime() - begun) / 1e6);
        return ranked;
    }

    /** The labels that the set of single phrases was made with. */
    private Set<String> labels() throws IOException {
        Set<String> labels = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("tram_single-train.jsonl"))) {
            labels.addAll(techniques(Api.JSON.readTree(line)));
        }
        return labels;
    }

    private Set<String> techniques(JsonNode text) {
        Set<String> techniques = new HashSet<>();
        text.path("techniques").forEach(each -> {
            TechniqueId id = new TechniqueId(each.asText());
            techniques.add(catalogue.inThisVersion(id).orElseThrow().id().value());
        });
        return techniques;
    }
}
