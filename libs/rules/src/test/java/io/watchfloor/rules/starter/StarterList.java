package io.watchfloor.rules.starter;

import static java.util.stream.Collectors.joining;

import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The part of {@code rules/README.md} that lists the starter pack. */
final class StarterList {
    private static final String BEGIN = "<!-- made by ./watchfloor docs -->\n";
    private static final String END = "<!-- end -->\n";

    private final StarterPack pack;

    StarterList(StarterPack pack) {
        this.pack = pack;
    }

    /** The page with its list made anew. */
    String in(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no place for the list");
        }
        return page.substring(0, begin + BEGIN.length()) + list() + page.substring(end);
    }

    private String list() {
        return "\n%d rules.\n\n## By class\n\n%s\n## By technique\n\n%s\n## All\n\n%s\n"
                .formatted(
                        pack.files().size(),
                        index("class", StarterPack::classes),
                        index("technique", each -> each.header().techniques()),
                        all());
    }

    private String index(String heading, Function<SigmaDocument, List<String>> keys) {
        Map<String, StringBuilder> rows = new TreeMap<>();
        for (SigmaFile file : pack.files()) {
            String link = link(file.name());
            for (String key : keys.apply(pack.detections(file).getFirst())) {
                StringBuilder row = rows.get(key);
                if (row == null) {
                    rows.put(key, new StringBuilder(link));
                } else {
                    row.append(", ").append(link);
                }
            }
        }
        return "| %s | rules |\n| --- | --- |\n".formatted(heading)
                + rows.entrySet().stream()
                        .map(row -> "| %s | %s |\n".formatted(row.getKey(), row.getValue()))
                        .collect(joining());
    }

    private String all() {
        return "| rule | sees | level |\n| --- | --- | --- |\n"
                + pack.files().stream().map(this::row).collect(joining());
    }

    private String row(SigmaFile file) {
        SigmaDocument detection = pack.detections(file).getFirst();
        return "| %s | %s | %s |\n"
                .formatted(
                        link(file.name()),
                        detection.header().title(),
                        detection.header().level().wireName());
    }

    private static String link(String file) {
        return "[%s](starter/%s)".formatted(file.replace(".yml", ""), file);
    }
}
