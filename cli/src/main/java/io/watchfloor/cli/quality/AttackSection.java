package io.watchfloor.cli.quality;

import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.cli.quality.AttackSets.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code mitre_map} on texts with known techniques, which the model has not learned from. */
final class AttackSection implements QualitySection {
    static final String GOLD = "attack/gold";
    private static final List<String> PROSE = List.of("tram_single", "tram_multi", "annoctr");
    private static final List<String> COMMANDS = List.of("sigma", "atomic");

    AttackSection() {}

    @Override
    public String title() {
        return "mitre_map";
    }

    @Override
    public String markdown(Path shared) throws IOException {
        AttackSets sets = new AttackSets(shared.resolve(GOLD));
        StringBuilder page = new StringBuilder();
        page.append("The dev part of each set: not learned from, but what confidence means was measured on it.\n\n");
        page.append("| set | texts | top 1 | top 3 | top 5 | MRR | calibration error |\n");
        page.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        page.append(row("tram_single (its 50 labels)", sets.score(List.of("tram_single"), Part.BOTH)));
        RankingScore reports = sets.score(List.of("tram_multi"), Part.BOTH);
        page.append(row("tram_multi", reports));
        page.append(row("annoctr", sets.score(List.of("annoctr"), Part.BOTH)));
        page.append(row("all of prose", sets.score(PROSE, Part.BOTH)));
        for (String set : COMMANDS) {
            page.append(row(set + ", text and indicators", sets.score(List.of(set), Part.BOTH)));
            page.append(row(set + ", indicators", sets.score(List.of(set), Part.INDICATORS)));
        }
        page.append(row("both, text and indicators", sets.score(COMMANDS, Part.BOTH)));
        page.append(row("both, indicators", sets.score(COMMANDS, Part.INDICATORS)));
        page.append(String.format(
                Locale.ROOT,
                "%nReports (tram_multi), techniques of a report at a confidence of %.2f or more: micro-F1 %.3f; %.3f if only"
                        + " the 50 labels of tram_single are looked at.%n",
                MappingOptions.standard().threshold(),
                reports.documentF1(),
                sets.reportsOfLabels().documentF1()));
        return page.append(String.format(Locale.ROOT, "CPU time of a text, p95: %.1f ms.%n", sets.p95Millis()))
                .toString();
    }

    private static String row(String name, RankingScore score) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
                name,
                score.labelled(),
                score.top1(),
                score.top3(),
                score.top5(),
                score.meanReciprocalRank(),
                score.calibrationError());
    }
}
