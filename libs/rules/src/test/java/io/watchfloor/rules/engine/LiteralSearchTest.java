package io.watchfloor.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralSearchTest {
    private record Found(int number, int end) {}

    @Test
    void everyOccurrenceIsFoundOnceWhateverTheLengths() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String letters = random.nextBoolean() ? "ab" : "abcdefgh/- ";
            int shortest = 1 + random.nextInt(20);
            List<String> literals = texts(random, letters, 1 + random.nextInt(40), shortest, shortest + 10);
            String text = text(random, letters, random.nextInt(300));
            LiteralSearch search = LiteralSearch.of(bytes(literals)).orElseThrow();
            assertFound(search, literals, text);
        }
    }

    @Test
    void aLiteralInJsonIsNoticedWhateverItsCaseAndWhereverItStands() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            int shortest = 3 + random.nextInt(12);
            List<String> literals = texts(random, "abcdef:", 1 + random.nextInt(20), shortest, shortest + 5);
            String value = text(random, "abcdef:", random.nextInt(60));
            String event = "{\"k\":\"%s\"}".formatted(random.nextBoolean() ? value : value.toUpperCase(Locale.ROOT));
            byte[] json = event.getBytes(StandardCharsets.US_ASCII);
            LiteralSearch search = LiteralSearch.ofPlainRuns(bytes(literals)).orElseThrow();
            assertThat(search.mayStand(json, 0, json.length))
                    .as("seed %d", seed)
                    .isEqualTo(literals.stream().anyMatch(value::contains));
            assertThat(search.mayStand(json, 6, json.length - 2))
                    .as("seed %d, the value alone", seed)
                    .isEqualTo(literals.stream().anyMatch(value::contains));
        }
    }

    @Test
    void aTextThatIsAllLiteralsIsLeftToTheAutomaton() {
        List<String> literals = texts(new Random(1), "ab", 200, 8, 16);
        LiteralSearch search = LiteralSearch.of(bytes(literals)).orElseThrow();
        assertThat(search.isSteady()).isFalse();
        byte[] text = Arrays.copyOf(bytes(String.join("", literals)), 10_000);
        assertThat(search.scan(text, 1_500, (number, end) -> {})).isFalse();
    }

    @Test
    void whatIsTooShortIsLeftToOthers() {
        assertThat(LiteralSearch.of(bytes(List.of("a", "b", "c", "d", "e", "long enough"))))
                .isEmpty();
        assertThat(LiteralSearch.ofPlainRuns(bytes(List.of("long enough", "a\\b\\c"))))
                .isEmpty();
    }

    private static List<String> texts(Random random, String letters, int count, int shortest, int longest) {
        List<String> texts = new ArrayList<>();
        int single = 0;
        while (texts.size() < count) {
            String text = text(random, letters, shortest + random.nextInt(longest - shortest));
            single += text.length() == 1 ? 1 : 0;
            texts.add(text.length() > 1 || single <= 3 ? text : "ab" + text);
        }
        texts.add(text(random, letters, longest));
        return texts;
    }

    private static String text(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static void assertFound(LiteralSearch search, List<String> literals, String text) {
        List<Found> found = new ArrayList<>();
        byte[] padded = Arrays.copyOf(bytes(text), text.length() + 8);
        Arrays.fill(padded, text.length(), padded.length, (byte) 'a');
        boolean whole = search.scan(padded, text.length(), (number, end) -> found.add(new Found(number, end)));
        List<Found> expected = expected(literals, text);
        if (whole) {
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        } else {
            assertThat(search.isSteady()).isFalse();
            assertThat(expected).containsAll(found);
        }
    }

    private static List<Found> expected(List<String> literals, String text) {
        List<Found> expected = new ArrayList<>();
        for (int i = 0; i < literals.size(); i++) {
            String literal = literals.get(i);
            for (int at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
                expected.add(new Found(i, at + literal.length()));
            }
        }
        return expected;
    }

    private static List<byte[]> bytes(List<String> texts) {
        return texts.stream().map(LiteralSearchTest::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
