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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits a body into logs: JSON objects, one after another or in an array, over as many lines as they like, or NDJSON. A line
 * of NDJSON that cannot be read is that line's error alone; other JSON that cannot be read is refused whole, with the
 * position.
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

    /** The logs of one object, several one after another, or an array; of NDJSON too, where it shows. */
    static List<Item> json(byte[] body, int maxItems) {
        BodyReader reader = new BodyReader(body, maxItems);
        if (body[reader.first()] == '[') {
            reader.array();
        } else {
            reader.objects();
        }
        return reader.items;
    }

    /** The logs of NDJSON. */
    static List<Item> ndjson(byte[] body, int maxItems) {
        BodyReader reader = new BodyReader(body, maxItems);
        int unused = reader.first();
        reader.lines();
        return reader.items;
    }

    private int first() {
        int first = firstByte();
        if (first < 0) {
            throw ProblemException.invalid(
                    "", "empty", "The body holds no log: send a JSON object, an array or NDJSON");
        }
        return first;
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
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser);
            return;
        }
        JsonParser unused = parser.skipChildren();
        add(new Item.Unreadable("not_an_object", "A log is a JSON object"));
    }

    /** The object that begins here, with the bytes it stands in. */
    private void object(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        Map<String, Object> object = parser.readValueAs(OBJECT);
        int end = (int) parser.currentLocation().getByteOffset();
        byte[] original =
                start < 0 || end > body.length ? ContractJson.write(object) : Arrays.copyOfRange(body, start, end);
        readable(object, original);
    }

    /** Objects over as many lines as they like. */
    private void objects() {
        try (JsonParser parser = JSON.getFactory().createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    linesInstead(malformed("A log is a JSON object", parser.currentTokenLocation()));
                    return;
                }
                object(parser);
            }
        } catch (JsonProcessingException e) {
            linesInstead(malformed(reason(e), e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is no sequence of objects is NDJSON with broken lines if any line is an object from its first byte on. */
    private void linesInstead(ProblemException malformed) {
        items.clear();
        boolean any = false;
        for (int start = firstByte(); start < body.length && !any; start = endOfLine(start) + 1) {
            any = body[start] == '{' && isObject(Arrays.copyOfRange(body, start, endOfLine(start)));
        }
        if (!any) {
            throw malformed;
        }
        lines();
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
            throw TakenLogs.tooMany(maxItems);
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
