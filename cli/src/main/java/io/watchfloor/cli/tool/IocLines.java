package io.watchfloor.cli.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private long characters;
    private long truncated;

    IocLines(boolean includeHosts) {
        this.includeHosts = includeHosts;
    }

    /**
     * The answer to one line.
     *
     * @throws CommandException if the line has no text, or names an unknown type
     */
    ObjectNode answer(ToolLine line) {
        String text = text(line);
        IocResult result = extractor.extract(text, options(line));
        characters += text.length();
        truncated += result.truncated() ? 1 : 0;
        ObjectNode answer = line.answer();
        ObjectNode found = answer.putObject("found");
        for (Ioc ioc : result.found()) {
            String type = ioc.type().wireName();
            found.withArray("/" + type).add(ioc.value());
            long unused = byType.merge(type, 1L, Long::sum);
        }
        return answer;
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

    private static String text(ToolLine line) {
        String text = line.get("text").textValue();
        if (text == null) {
            throw line.refused("it has no text");
        }
        return text;
    }

    private IocOptions options(ToolLine line) {
        List<String> types = new ArrayList<>();
        line.get("ioc_types").forEach(type -> types.add(type.asText()));
        try {
            return IocOptions.of(types, includeHosts);
        } catch (IllegalArgumentException e) {
            throw line.refused(String.valueOf(e.getMessage()));
        }
    }
}
