package io.watchfloor.cli.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import io.watchfloor.observables.Ioc;
import io.watchfloor.observables.IocExtractor;
import io.watchfloor.observables.IocOptions;
import io.watchfloor.observables.IocResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers lines of texts with what is in them, and counts. */
final class IocLines {
    private final IocExtractor extractor = new IocExtractor();
    private final boolean includeHosts;
    private final Map<String, Long> byType = new TreeMap<>();
    private long texts;
    private long characters;
    private long truncated;

    IocLines(boolean includeHosts) {
        this.includeHosts = includeHosts;
    }

    /**
     * The answer to one line.
     *
     * @throws CommandException if the line is no JSON object with a text, or names an unknown type
     */
    ObjectNode answer(String line, long number) {
        JsonNode question = parse(line, number);
        String text = question.path("text").textValue();
        IocResult result = extractor.extract(text, options(question, number));
        texts++;
        characters += text.length();
        truncated += result.truncated() ? 1 : 0;
        ObjectNode answer = Api.JSON.createObjectNode();
        answer.set("id", question.path("id"));
        ObjectNode found = answer.putObject("found");
        for (Ioc ioc : result.found()) {
            String type = ioc.type().wireName();
            found.withArray("/" + type).add(ioc.value());
            long unused = byType.merge(type, 1L, Long::sum);
        }
        return answer;
    }

    long texts() {
        return texts;
    }

    long characters() {
        return characters;
    }

    long truncated() {
        return truncated;
    }

    long values() {
        return byType.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> byType() {
        return Collections.unmodifiableMap(byType);
    }

    private static JsonNode parse(String line, long number) {
        try {
            JsonNode question = Api.JSON.readTree(line);
            if (question.path("text").isTextual()) {
                return question;
            }
        } catch (JsonProcessingException e) {
            throw new CommandException("Line " + number + " is no JSON: " + e.getOriginalMessage());
        }
        throw new CommandException("Line " + number + " has no text.");
    }

    private IocOptions options(JsonNode question, long number) {
        List<String> types = new ArrayList<>();
        question.path("ioc_types").forEach(type -> types.add(type.asText()));
        try {
            return IocOptions.of(types, includeHosts);
        } catch (IllegalArgumentException e) {
            throw new CommandException("Line " + number + ": " + e.getMessage() + ".");
        }
    }
}
