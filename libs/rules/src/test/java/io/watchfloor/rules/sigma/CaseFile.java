package io.watchfloor.rules.sigma;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Cases in a file: {@code ### name}, what is given, and behind {@code =>} what is expected. */
final class CaseFile {
    private static final String HEAD = "title: Case\nlogsource: {product: test}\ndetection:\n";
    static final int HEAD_LINES = 3;
    static final int INDENT = 2;
    static final Placeholders PLACEHOLDERS = new Placeholders(Map.of(
            "servers",
            List.of("srv*", "dc.1"),
            "dc-name",
            List.of("DC01$"),
            "nets",
            List.of("10.0.0.0/8"),
            "none",
            List.of()));

    private CaseFile() {}

    static Stream<Arguments> read(String name) {
        try (InputStream in = CaseFile.class.getResourceAsStream("/sigma/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Arguments> cases = new ArrayList<>();
            for (String each : text.substring(text.indexOf("### ") + 4).split("\n### ")) {
                int given = each.indexOf('\n') + 1;
                int expected = each.indexOf("\n=>");
                String body = each.substring(given, expected);
                cases.add(Arguments.of(
                        Named.of(each.substring(0, given - 1), body),
                        each.substring(expected + 3).strip()));
            }
            return cases.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A rule with the detection; a selection named {@code s} needs no condition. */
    static SigmaFile parse(String detection) {
        String condition = detection.contains("condition:") ? "" : "  condition: s\n";
        return SigmaParser.parse("case.yml", HEAD + detection.indent(INDENT) + condition, PLACEHOLDERS);
    }

    static String problems(SigmaFile file) {
        StringBuilder text = new StringBuilder();
        for (SigmaProblem problem : file.problems()) {
            text.append("%s %d:%d\n".formatted(problem.code(), problem.line() - HEAD_LINES, problem.column() - INDENT));
        }
        return text.toString().strip();
    }
}
