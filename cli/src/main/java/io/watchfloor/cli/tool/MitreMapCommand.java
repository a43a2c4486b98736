package io.watchfloor.cli.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MappedTechniques;
import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.attack.quote.Quote;
import io.watchfloor.attack.stix.ImportedAttack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor tool mitre-map}: the techniques that texts and indicators speak of, a text a line. */
@Command(
        name = "mitre-map",
        mixinStandardHelpOptions = true,
        description =
                "Map texts to techniques of ATT&CK. Reads lines {\"id\":…,\"description\":…,\"indicators\":[…]}, writes lines {\"id\":…,\"ranked\":[[technique, confidence],…]}, the best first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a line could not be read, or a file", "2:wrong options"})
final class MitreMapCommand implements Callable<Integer> {
    /** Which part of a line is looked at. */
    enum Fields {
        description,
        indicators,
        both
    }

    @CommandLine.Mixin
    private final ToolFiles files = new ToolFiles();

    @CommandLine.Mixin
    private final AttackSource source = new AttackSource();

    @Option(
            names = "--fields",
            defaultValue = "both",
            description = "What to look at: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Fields fields = Fields.both;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "Techniques of a text at most, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--threshold",
            defaultValue = "0",
            description = "The least confidence, 0 to 1 (default: ${DEFAULT-VALUE}, all candidates).")
    private double threshold;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    MitreMapCommand() {}

    @Override
    public Integer call() throws IOException {
        MappingOptions options = options();
        AttackSource.Read attack = source.read(files.messages());
        ToolFiles.Answered answered = files.answer(line -> answer(line, attack, options));
        files.messages().printf(Locale.ROOT, "texts    %,9d (%.1f s)%n", answered.texts(), answered.seconds());
        files.end();
        return 0;
    }

    private MappingOptions options() {
        try {
            return new MappingOptions(limit, threshold);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ObjectNode answer(ToolLine line, AttackSource.Read attack, MappingOptions options) {
        String description =
                fields == Fields.indicators ? "" : line.get("description").asText();
        List<String> indicators = new ArrayList<>();
        if (fields != Fields.description) {
            line.get("indicators").forEach(each -> indicators.add(each.asText()));
        }
        ObjectNode answer = line.answer();
        ArrayNode ranked = answer.putArray("ranked");
        MappedTechniques mapped = attack.mapper().map(description, indicators, options);
        for (MappedTechnique each : mapped.techniques()) {
            ranked.addArray().add(each.id().value()).add(each.confidence());
        }
        ImportedAttack imported = attack.imported();
        if (imported != null) {
            quote(imported, imported.quotes().nearest(description, indicators, mapped.techniques()), answer);
        }
        return answer;
    }

    private static void quote(ImportedAttack imported, Map<TechniqueId, Quote> quotes, ObjectNode answer) {
        ObjectNode named = answer.putObject("quotes");
        quotes.forEach((technique, quote) -> named.putObject(technique.value())
                .put("text", quote.text())
                .put("source", quote.source().kind().wireName())
                .put("id", quote.source().id())
                .put("name", quote.source().name())
                .put("url", quote.source().url())
                .put("similarity", quote.similarity()));
        ObjectNode unused = answer.put("copyright", imported.copyright());
    }
}
