package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in texts and what is not; the cases are files in {@code iocs}, whose README says how they are written. */
class IocCasesTest {
    private final IocExtractor extractor = new IocExtractor();

    record Case(String file, String text, List<String> expected) {
        @Override
        public String toString() {
            return file + ": " + text;
        }
    }

    static Stream<Case> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(IocCasesTest.class.getResource("/iocs").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
                    .flatMap(IocCasesTest::read);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTextHoldsWhatTheCaseSays(Case each) {
        List<String> found = extractor.extract(each.text()).found().stream()
                .map(ioc -> ioc.type().wireName() + " " + ioc.value())
                .toList();
        assertThat(found).isEqualTo(each.expected());
    }

    private static Stream<Case> read(Path file) {
        List<Case> cases = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("> ")) {
                cases.add(new Case(file.getFileName().toString(), unescaped(line.substring(2)), new ArrayList<>()));
            } else if (!line.isBlank()) {
                cases.getLast().expected().add(line);
            }
        }
        return cases.stream();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
