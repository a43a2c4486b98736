package io.watchfloor.cli.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.attack.mapping.TechniqueMapper;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "Texts, a JSON object a line.")
    private @Nullable Path in;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the answers go.")
    private @Nullable Path out;

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
        Path source = Objects.requireNonNull(in);
        if (!Files.isRegularFile(source)) {
            throw new CommandException("There is no file " + source + ".");
        }
        MappingOptions options = options();
        TechniqueMapper mapper = TechniqueMapper.bundled();
        long begun = System.nanoTime();
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(source);
                ToolAnswers answers = new ToolAnswers(Objects.requireNonNull(out))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    answers.write(answer(question(line, number), mapper, options));
                }
            }
            answers.finish();
        }
        PrintWriter messages = spec.commandLine().getErr();
        messages.printf(Locale.ROOT, "texts    %,9d (%.1f s)%n", number, (System.nanoTime() - begun) / 1e9);
        messages.println("answers  " + out);
        messages.flush();
        return 0;
    }

    private MappingOptions options() {
        try {
            return new MappingOptions(limit, threshold);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static JsonNode question(String line, long number) {
        try {
            JsonNode question = Api.JSON.readTree(line);
            if (question.isObject()) {
                return question;
            }
        } catch (JsonProcessingException e) {
            throw new CommandException("Line " + number + " is no JSON: " + e.getOriginalMessage());
        }
        throw new CommandException("Line " + number + " is no object.");
    }

    private ObjectNode answer(JsonNode question, TechniqueMapper mapper, MappingOptions options) {
        String description =
                fields == Fields.indicators ? "" : question.path("description").asText();
        List<String> indicators = new ArrayList<>();
        if (fields != Fields.description) {
            question.path("indicators").forEach(each -> indicators.add(each.asText()));
        }
        ObjectNode answer = Api.JSON.createObjectNode();
        answer.set("id", question.path("id"));
        ArrayNode ranked = answer.putArray("ranked");
        for (MappedTechnique each : mapper.map(description, indicators, options).techniques()) {
            ranked.addArray().add(each.id().value()).add(each.confidence());
        }
        return answer;
    }
}
