package io.watchfloor.attack.rerank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.MappedTechnique;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the answer to a {@link RerankQuestion}; an answer that is not wholly as asked for is not used at all. */
public final class RerankAnswer {
    private static final String FENCE = "```";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RerankAnswer() {}

    /**
     * The candidates in the order of the answer with its confidence. Those that it leaves out come after them in their own
     * order, with no more confidence than the last of them: what is not named is less likely, not gone.
     *
     * @param body of the response of {@code …/chat/completions}
     * @throws RerankException when the answer names an id that is no candidate, or one twice, or has a confidence that is
     *     not 0 to 1, or is anything else than asked for
     */
    public static List<MappedTechnique> read(String body, List<MappedTechnique> candidates) {
        Map<TechniqueId, MappedTechnique> left = candidates.stream()
                .collect(Collectors.toMap(
                        MappedTechnique::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        List<MappedTechnique> ranked = new ArrayList<>();
        double last = 1;
        for (JsonNode each : ranked(body)) {
            MappedTechnique candidate = left.remove(id(each));
            if (candidate == null) {
                throw new RerankException("an id that is no candidate, or stands there twice");
            }
            last = Math.min(last, confidence(each));
            ranked.add(candidate.withConfidence(last));
        }
        for (MappedTechnique candidate : left.values()) {
            ranked.add(candidate.withConfidence(Math.min(last, candidate.confidence())));
        }
        return List.copyOf(ranked);
    }

    private static JsonNode ranked(String body) {
        JsonNode message = parse(body).at("/choices/0/message/content");
        if (!message.isTextual()) {
            throw new RerankException("no message");
        }
        JsonNode ranked = parse(withoutFence(message.textValue().strip())).path("ranked");
        if (!ranked.isArray() || ranked.isEmpty()) {
            throw new RerankException("nothing is ranked");
        }
        return ranked;
    }

    /** Many models put a fence around JSON whatever they are told. */
    private static String withoutFence(String text) {
        int line = text.indexOf('\n');
        boolean fenced =
                text.startsWith(FENCE) && text.endsWith(FENCE) && line > 0 && line < text.length() - FENCE.length();
        return fenced ? text.substring(line, text.length() - FENCE.length()) : text;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RerankException("no JSON"); // without the cause: it quotes the answer
        }
    }

    private static TechniqueId id(JsonNode each) {
        return TechniqueId.parse(each.path("id").asText(""))
                .orElseThrow(() -> new RerankException("something without the id of a technique"));
    }

    private static double confidence(JsonNode each) {
        JsonNode confidence = each.path("confidence");
        double value = confidence.isNumber() ? confidence.doubleValue() : Double.NaN;
        if (!(value >= 0 && value <= 1)) {
            throw new RerankException("a confidence that is not 0 to 1");
        }
        return value;
    }
}
