package io.watchfloor.rules.sigma;

import io.watchfloor.rules.sigma.YamlNode.Entry;
import io.watchfloor.rules.sigma.YamlNode.Mapping;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code action} key of Sigma rules before 2.0: {@code global} parts go into every document behind them, {@code reset} forgets them,
 * {@code repeat} is the document before with changes.
 */
final class LegacyActions {
    private static final Mapping NOTHING = new Mapping(List.of(), Position.START);

    private Mapping global = NOTHING;
    private String globalText = "";
    private Mapping previous = NOTHING;
    private int number;

    /**
     * @param map without {@code action}; empty if the document is none by itself
     * @param seed sets apart documents that would otherwise be the same
     */
    record Merged(Mapping map, String text, String seed) {}

    Merged apply(Mapping document, String text) {
        String action =
                document.get("action") instanceof Scalar scalar ? scalar.text().toLowerCase(Locale.ROOT) : "";
        Mapping rest = withoutAction(document, action);
        switch (action) {
            case "global" -> {
                global = merged(global, rest);
                globalText += text + (text.endsWith("\n") ? "" : "\n") + "---\n";
                return new Merged(NOTHING, text, "");
            }
            case "reset" -> {
                global = NOTHING;
                globalText = "";
            }
            case "repeat" -> {
                previous = merged(previous, rest);
                return new Merged(previous, text, seed());
            }
            default -> {}
        }
        previous = merged(global, rest);
        return new Merged(previous, globalText + text, global == NOTHING ? "" : seed());
    }

    private String seed() {
        return "-" + ++number;
    }

    /** An {@code action} of other words is not ours. */
    private static Mapping withoutAction(Mapping document, String action) {
        if (!List.of("global", "reset", "repeat").contains(action)) {
            return document;
        }
        List<Entry> entries = new ArrayList<>(document.entries());
        entries.removeIf(entry -> entry.key().equals("action"));
        return new Mapping(entries, document.at());
    }

    /** The later map's entries count; maps in both are merged alike. */
    private static Mapping merged(Mapping earlier, Mapping later) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        earlier.entries().forEach(entry -> entries.put(entry.key(), entry));
        for (Entry entry : later.entries()) {
            entries.merge(entry.key(), entry, LegacyActions::merged);
        }
        return new Mapping(List.copyOf(entries.values()), later.at());
    }

    private static Entry merged(Entry earlier, Entry later) {
        if (earlier.value() instanceof Mapping before && later.value() instanceof Mapping after) {
            return new Entry(later.key(), later.at(), merged(before, after));
        }
        return later;
    }
}
