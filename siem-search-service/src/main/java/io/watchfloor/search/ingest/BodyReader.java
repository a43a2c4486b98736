package io.watchfloor.search.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.parsers.LogParser;
import io.watchfloor.parsers.cloudtrail.CloudTrailFile;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits a body into logs: one JSON object, an array of them, or NDJSON (by content type, or when a second object follows
 * the first line). A line of NDJSON that cannot be read is that line's error alone; an object or array that cannot be
 * read is refused whole, with the position.
 */
final class BodyReader {
    private static final ObjectMapper JSON = ContractJson.mapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final byte[] body;
    private final int maxItems;
    private final List<Item> items = new ArrayList<>();

    /** A log of the body: either its content or why it is none. */
    sealed interface Item {
        /** @param original the bytes as received */
        record Readable(Map<String, Object> body, byte[] original) implements Item {}

        /** @param code machine-readable */
        record Unreadable(String code, String message) implements Item {}
    }

    private BodyReader(byte[] body, int maxItems) {
        this.body = body;
        this.maxItems = maxItems;
    }

    /** @param ndjson whether the content type says that the body is NDJSON */
    static List<Item> read(byte[] body, boolean ndjson, int maxItems) {
        BodyReader reader = new BodyReader(body, maxItems);
        int first = reader.firstByte();
        if (first < 0) {
            throw ProblemException.invalid(
                    "", "empty", "The body holds no log: send a JSON object, an array or NDJSON");
        }
        if (ndjson) {
            reader.lines();
        } else if (body[first] == '[') {
            reader.array();
        } else {
            reader.objectOrLines();
        }
        return reader.items;
    }

    private int firstByte() {
        int i = body.length > 2 && (body[0] & 0xff) == 0xef && (body[1] & 0xff) == 0xbb ? 3 : 0;
        while (i < body.length && body[i] <= ' ' && body[i] >= 0) {
            i++;
        }
        return i < body.length ? i : -1;
    }

    private void array() {
        try (JsonParser parser = JSON.getFactory().createParser(body)) {
            var unused = parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                element(parser);
            }
            if (parser.nextToken() != null) {
                throw malformed("Something follows the array", parser.currentTokenLocation());
            }
        } catch (JsonProcessingException e) {
            throw malformed(reason(e), e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void element(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            throw malformed("The array does not end", parser.currentLocation());
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            JsonParser unused = parser.skipChildren();
            add(new Item.Unreadable("not_an_object", "A log is a JSON object"));
            return;
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        Map<String, Object> object = parser.readValueAs(OBJECT);
        int end = (int) parser.currentLocation().getByteOffset();
        byte[] original =
                start < 0 || end > body.length ? ContractJson.write(object) : Arrays.copyOfRange(body, start, end);
        readable(object, original);
    }

    private void objectOrLines() {
        int line = endOfLine(firstByte());
        boolean more = line < body.length && rest(line);
        if (more && isObject(Arrays.copyOfRange(body, firstByte(), line))) {
            lines();
            return;
        }
        try (JsonParser parser = JSON.getFactory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("A log is a JSON object", parser.currentTokenLocation());
            }
            Map<String, Object> object = parser.readValueAs(OBJECT);
            if (parser.nextToken() != null) {
                throw malformed("Something follows the object", parser.currentTokenLocation());
            }
            readable(object, new String(body, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            linesInstead(malformed(reason(e), e.getLocation()), more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** NDJSON whose first line is broken looks like a broken object: it is NDJSON if any line can be read. */
    private void linesInstead(ProblemException malformed, boolean more) {
        if (more) {
            lines();
        }
        if (items.stream().noneMatch(Item.Readable.class::isInstance)) {
            throw malformed;
        }
    }

    private void lines() {
        int number = 1;
        for (int start = 0; start < body.length; number++) {
            int end = endOfLine(start);
            byte[] line = strip(start, end);
            if (line.length > 0) {
                line(line, number);
            }
            start = end + 1;
        }
    }

    private void line(byte[] line, int number) {
        if (line.length > LogParser.MAX_BYTES) {
            add(tooLarge());
            return;
        }
        try (JsonParser parser = JSON.getFactory().createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                add(new Item.Unreadable("not_an_object", "Line " + number + " is not a JSON object"));
                return;
            }
            Map<String, Object> object = parser.readValueAs(OBJECT);
            if (parser.nextToken() != null) {
                add(new Item.Unreadable("syntax", "Something follows the object in line " + number));
                return;
            }
            readable(object, line);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            add(new Item.Unreadable(
                    "syntax", "Malformed JSON at line " + number + (at == null ? "" : ", column " + at.getColumnNr())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object is a log, or a file of CloudTrail with many. */
    private void readable(Map<String, Object> object, byte[] original) {
        List<Map<String, Object>> records = CloudTrailFile.records(object);
        if (records.size() == 1 && records.getFirst() == object) {
            log(object, original);
        } else {
            records.forEach(each -> log(each, ContractJson.write(each)));
        }
    }

    private void log(Map<String, Object> object, byte[] original) {
        add(original.length > LogParser.MAX_BYTES ? tooLarge() : new Item.Readable(object, original));
    }

    private void add(Item item) {
        if (items.size() >= maxItems) {
            throw new ProblemException(
                    CommonProblem.TOO_LARGE, "A request holds at most " + maxItems + " logs; send the rest in another");
        }
        items.add(item);
    }

    private static Item tooLarge() {
        return new Item.Unreadable("too_large", "A log has at most " + LogParser.MAX_BYTES + " bytes");
    }

    private static boolean isObject(byte[] line) {
        try (JsonParser parser = JSON.getFactory().createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            JsonParser unused = parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean rest(int from) {
        return strip(from, body.length).length > 0;
    }

    private byte[] strip(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        while (end > start && body[end - 1] <= ' ' && body[end - 1] >= 0) {
            end--;
        }
        return Arrays.copyOfRange(body, start, end);
    }

    private static String reason(JsonProcessingException e) {
        return e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException
                ? "The JSON is nested too deeply or a value in it is too long"
                : "Malformed JSON";
    }

    private static ProblemException malformed(String reason, @Nullable JsonLocation at) {
        String position = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        ProblemException problem = new ProblemException(CommonProblem.MALFORMED_JSON, reason + position)
                .at("", "syntax", reason + position);
        return at == null ? problem : problem.with("line", at.getLineNr()).with("column", at.getColumnNr());
    }
}
