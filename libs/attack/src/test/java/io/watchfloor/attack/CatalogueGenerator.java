package io.watchfloor.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the bundled catalogue from tables of ATT&amp;CK: {@code CatalogueGenerator VERSION TABLES FILE}. TABLES is a folder
 * with {@code tactics.tsv} (id, shortname, name), {@code techniques.tsv} (id, name, tactics, status, revoked_by) and
 * {@code v19-overlay.tsv} (id, change, name, tactics_v19, replaced_by), each with a line of column names; other columns are not read.
 * The same tables give the same bytes.
 */
final class CatalogueGenerator {
    private static final String HEADER = """
            # MITRE ATT&CK Enterprise: ids, names, tactics and status of techniques; no descriptions.
            # © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.
            # Terms of use: LICENSE-ATTACK.txt beside this file. Made by CatalogueGenerator (tests of libs/attack); not by hand.
            """;
    /** Version 19 divides one tactic; techniques of it stand in the one that this version has. */
    private static final Map<String, String> DIVIDED =
            Map.of("stealth", "defense-evasion", "defense-impairment", "defense-evasion");

    private CatalogueGenerator() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("CatalogueGenerator VERSION TABLES FILE");
        }
        Files.writeString(Path.of(args[2]), generate(args[0], Path.of(args[1])));
    }

    static String generate(String version, Path tables) throws IOException {
        StringBuilder out = new StringBuilder(HEADER);
        line(out, "version", version);
        for (Map<String, String> row : table(tables.resolve("tactics.tsv"))) {
            line(out, "tactic", row.get("id"), row.get("shortname"), row.get("name"));
        }
        Map<String, String[]> techniques = new TreeMap<>();
        for (Map<String, String> row : table(tables.resolve("techniques.tsv"))) {
            technique(techniques, row, row.get("tactics"), row.get("status").toUpperCase(), row.get("revoked_by"));
        }
        for (Map<String, String> row : table(tables.resolve("v19-overlay.tsv"))) {
            if (row.get("change").equals("new")) {
                technique(techniques, row, row.get("tactics_v19"), "UPCOMING", "");
            }
        }
        techniques.values().forEach(fields -> line(out, fields));
        for (Map.Entry<String, String> each : replaced(tables).entrySet()) {
            line(out, "replaces", each.getKey(), each.getValue());
        }
        return out.toString();
    }

    /** What an upcoming technique replaces; the most specific where it is several, as rules named those. */
    private static Map<String, String> replaced(Path tables) throws IOException {
        Map<String, String> replaced = new TreeMap<>();
        for (Map<String, String> row : table(tables.resolve("v19-overlay.tsv"))) {
            if (row.get("change").equals("replaced")) {
                String before = replaced.get(row.get("replaced_by"));
                if (before == null || !before.contains(".")) {
                    replaced.put(row.get("replaced_by"), row.get("id"));
                }
            }
        }
        replaced.putIfAbsent("T1686.003", replaced.get("T1686")); // a new sub-technique, and a division of T1211
        replaced.putIfAbsent("T1687", "T1211");
        replaced.putIfAbsent("T1027.018", "T1027");
        return replaced;
    }

    private static void technique(
            Map<String, String[]> techniques,
            Map<String, String> row,
            String tactics,
            String status,
            String successor) {
        String placed = Arrays.stream(tactics.split(","))
                .map(name -> DIVIDED.getOrDefault(name, name))
                .distinct()
                .collect(Collectors.joining(","));
        String id = row.get("id");
        String[] before =
                techniques.putIfAbsent(id, new String[] {"technique", id, row.get("name"), placed, status, successor});
        if (before != null) {
            throw new IllegalArgumentException(id + " is there twice");
        }
    }

    private static List<Map<String, String>> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        String[] names = lines.getFirst().split("\t", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static void line(StringBuilder out, String... fields) {
        out.append(String.join("\t", fields)).append('\n');
    }
}
