package io.watchfloor.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Why rules of the starter pack fire where nothing happens, as the list under "False positives" of its page says. */
final class StarterReasons {
    private static final Pattern SECTION = Pattern.compile("(?s)\n## False positives\n(.*?)(?:\n## |\n<!--|$)");
    private static final Pattern POINT = Pattern.compile("(?sm)^\\* (.*?)(?=^\\* |^\\s*$|\\z)");
    private static final Pattern NAME = Pattern.compile("`([a-z]+/[a-z0-9_]+)`");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private StarterReasons() {}

    /** From rules to reasons; a point of the list names its rules before the first colon. */
    static Map<String, String> of(String page) {
        Map<String, String> reasons = new TreeMap<>();
        List<String> points = SECTION.matcher(page)
                .results()
                .flatMap(section -> POINT.matcher(section.group(1)).results())
                .map(point -> SPACES.matcher(point.group(1)).replaceAll(" ").strip())
                .toList();
        for (String point : points) {
            String[] parts = point.split(": ", 2);
            String reason = parts.length == 2 ? parts[1] : "";
            Arrays.stream(parts[0].split(","))
                    .flatMap(part -> NAME.matcher(part).results())
                    .filter(name -> !reason.isBlank())
                    .forEach(name -> reasons.put(name.group(1), reason));
        }
        return reasons;
    }
}
