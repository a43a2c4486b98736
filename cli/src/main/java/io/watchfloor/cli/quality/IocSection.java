package io.watchfloor.cli.quality;

import io.watchfloor.cli.Api;
import io.watchfloor.cli.quality.IocScore.Cases;
import io.watchfloor.cli.quality.IocScore.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code extract_ioc} on texts with known indicators. */
final class IocSection implements QualitySection {
    private static final String GOLD = "ioc/gold.jsonl";

    @Override
    public String title() {
        return "extract_ioc";
    }

    @Override
    public String markdown(Path shared) throws IOException {
        IocScore score = score(shared.resolve(GOLD));
        Cases cases = score.cases();
        StringBuilder page = new StringBuilder();
        page.append(String.format(
                Locale.ROOT,
                "%d texts with known indicators: micro-F1 %.3f, %d of %d texts wholly right (%.1f %%).%n%n",
                cases.all(),
                score.micro().f1(),
                cases.right(),
                cases.all(),
                100.0 * cases.right() / cases.all()));
        page.append("| type | right | wrong | missed | precision | recall | F1 |\n");
        page.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        score.byType().forEach((type, counts) -> page.append(row(type, counts)));
        page.append(row("all", score.micro())).append('\n');
        page.append("| group | wholly right | texts |\n| --- | ---: | ---: |\n");
        score.byGroup()
                .forEach((group, each) ->
                        page.append(String.format(Locale.ROOT, "| %s | %d | %d |%n", group, each.right(), each.all())));
        return page.append(failures(score.failed())).toString();
    }

    static IocScore score(Path gold) throws IOException {
        IocScore score = new IocScore();
        for (String line : Files.readAllLines(gold)) {
            if (!line.isBlank()) {
                score.count(Api.JSON.readTree(line));
            }
        }
        return score;
    }

    private static String row(String name, Counts counts) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.3f | %.3f | %.3f |%n",
                name,
                counts.right(),
                counts.wrong(),
                counts.missed(),
                counts.precision(),
                counts.recall(),
                counts.f1());
    }

    private static String failures(List<String> failed) {
        return failed.isEmpty() ? "" : "\nNot wholly right: " + String.join(", ", failed) + ".\n";
    }
}
