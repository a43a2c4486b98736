package io.watchfloor.rules.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the documents of a YAML text, YAML 1.2 with merge keys. */
final class YamlReader {
    private static final int MAX_CHARACTERS = 16 * 1024 * 1024;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new YamlTypes())
            .setCodePointLimit(MAX_CHARACTERS)
            .setMaxAliasesForCollections(10_000)
            .setAllowNonScalarKeys(true)
            .build();

    private YamlReader() {}

    /** @param text of this document alone, without marker */
    record Document(YamlNode root, String text) {}

    /** The documents that are not empty. Throws {@link InvalidSigmaException} with code {@code yaml} or {@code limit}. */
    static List<Document> read(String yaml) {
        String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidSigmaException(
                    Position.START, "limit", "the file has more than " + MAX_CHARACTERS + " characters");
        }
        try {
            return compose(text);
        } catch (MarkedYamlEngineException e) {
            throw new InvalidSigmaException(position(e), "yaml", message(e));
        } catch (ReaderException e) {
            String message = "the character U+%04X is not allowed".formatted(e.getCodePoint());
            throw new InvalidSigmaException(positionOf(text, e.getPosition()), "yaml", message);
        } catch (YamlEngineException e) {
            throw new InvalidSigmaException(Position.START, "yaml", String.valueOf(e.getMessage()));
        }
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static List<Document> compose(String text) {
        BoundedEvents events = new BoundedEvents(new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)));
        Composer composer = new Composer(SETTINGS, events);
        YamlNodes nodes = new YamlNodes();
        List<YamlNode> roots = new ArrayList<>();
        while (composer.hasNext()) {
            Node root = composer.next();
            roots.add(nodes.read(root));
        }
        List<String> texts = texts(text, events.documents());
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            if (!(roots.get(i) instanceof YamlNode.Scalar scalar && scalar.isNull())) {
                documents.add(new Document(roots.get(i), texts.get(i)));
            }
        }
        return documents;
    }

    /** Each document's text; what stands before the first belongs to it. */
    private static List<String> texts(String text, List<Integer> starts) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        int codePoints = 0;
        for (int i = 0; i < starts.size(); i++) {
            int end = text.length();
            if (i + 1 < starts.size()) {
                end = text.offsetByCodePoints(from, starts.get(i + 1) - codePoints);
                codePoints = starts.get(i + 1);
            }
            texts.add(i == 0 ? text.substring(from, end) : withoutMarker(text.substring(from, end)));
            from = end;
        }
        return texts;
    }

    private static String withoutMarker(String text) {
        String rest = text.startsWith("---") ? text.substring(3) : text;
        int line = rest.startsWith("\r\n") ? 2 : rest.startsWith("\n") ? 1 : 0;
        return rest.substring(line);
    }

    private static Position position(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        return mark.map(YamlReader::position).orElse(Position.START);
    }

    private static String message(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        return e.getContext() == null ? problem : e.getContext() + ": " + problem;
    }

    private static Position positionOf(String text, int index) {
        int end = Math.min(index, text.length());
        int line = (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
        return new Position(line + 1, end - text.lastIndexOf('\n', end - 1));
    }
}
