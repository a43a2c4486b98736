package io.watchfloor.rules.sigma;

import io.watchfloor.contracts.Severity;
import io.watchfloor.rules.sigma.SigmaDetails.Related;
import io.watchfloor.rules.sigma.YamlNode.Mapping;
import io.watchfloor.rules.sigma.YamlNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a document says about itself, and its log source. Source: Sigma specification 2.1.0, Components. */
final class HeaderReader {
    private static final int MAX_TITLE = 256;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> STATUSES = Set.of("stable", "test", "experimental", "deprecated", "unsupported");

    private final Section document;
    private final Problems problems;

    HeaderReader(Section document, Problems problems) {
        this.document = document;
        this.problems = problems;
    }

    /** @param seed sets apart documents without id that have the same title and name */
    SigmaHeader read(String seed) {
        String title = bounded("title", document.required("title"), MAX_TITLE);
        String name = emptyIsNull(document.text("name"));
        String id = emptyIsNull(document.text("id"));
        String description = document.text("description");
        return new SigmaHeader(
                id == null ? derived(seed, title, name) : id,
                name,
                title,
                bounded("description", description == null ? "" : description, MAX_DESCRIPTION),
                status(),
                level(),
                document.texts("tags"),
                details());
    }

    /** The log source, of which at least one part must be given. */
    LogSource logSource() {
        Section section = document.section("logsource");
        if (section == null) {
            if (document.get("logsource") == null) {
                problems.add(document.at(), "required", "logsource is missing");
            }
            return new LogSource(null, null, null);
        }
        LogSource source = new LogSource(part(section, "product"), part(section, "category"), part(section, "service"));
        if (source.product() == null && source.category() == null && source.service() == null) {
            problems.add(section.at(), "required", "logsource needs a product, category or service");
        }
        return source;
    }

    private static @Nullable String part(Section section, String key) {
        String text = emptyIsNull(section.text(key));
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static String derived(String seed, String title, @Nullable String name) {
        String text = String.join("\n", "sigma", seed, title, name == null ? "" : name);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String bounded(String key, String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            problems.add(document.at(key), "invalid", key + " has more than " + most + " characters");
        }
        return text;
    }

    private @Nullable String status() {
        String status = emptyIsNull(document.text("status"));
        if (status == null) {
            return null;
        }
        String word = status.toLowerCase(Locale.ROOT);
        if (!STATUSES.contains(word)) {
            problems.add(
                    document.at("status"),
                    "invalid",
                    "status must be one of stable, test, experimental, deprecated, unsupported");
        }
        return word;
    }

    private @Nullable Severity level() {
        String level = emptyIsNull(document.text("level"));
        if (level == null) {
            return null;
        }
        for (Severity severity : Severity.values()) {
            if (severity.wireName().equalsIgnoreCase(level)) {
                return severity;
            }
        }
        problems.add(
                document.at("level"), "invalid", "level must be one of informational, low, medium, high, critical");
        return null;
    }

    private SigmaDetails details() {
        String taxonomy = emptyIsNull(document.text("taxonomy"));
        List<String> authors = document.notes("author");
        return new SigmaDetails(
                authors.isEmpty() ? null : String.join(", ", authors),
                document.notes("references"),
                document.notes("falsepositives"),
                document.notes("fields"),
                emptyIsNull(document.text("date")),
                emptyIsNull(document.text("modified")),
                related(),
                emptyIsNull(document.text("license")),
                taxonomy == null ? "sigma" : taxonomy,
                document.notes("scope"));
    }

    private List<Related> related() {
        YamlNode node = document.get("related");
        List<Related> related = new ArrayList<>();
        for (YamlNode item : node instanceof Sequence list ? list.items() : List.<YamlNode>of()) {
            if (item instanceof Mapping map) {
                Section one = new Section(map, problems);
                related.add(new Related(one.required("id"), one.required("type")));
            } else {
                problems.add(item.at(), "type", "related is a list of maps with id and type");
            }
        }
        return related;
    }

    private static @Nullable String emptyIsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
