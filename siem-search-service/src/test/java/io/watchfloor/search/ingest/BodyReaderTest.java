package io.watchfloor.search.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.ingest.BodyReader.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyReaderTest {
    @Test
    void aFileOfCloudTrailIsAsManyLogsAsItHasRecords() {
        List<Item> items = read("{\"Records\":[{\"eventName\":\"a\"},{\"eventName\":\"b\"}]}", false);
        assertThat(items.stream().map(BodyReaderTest::original))
                .containsExactly("{\"eventName\":\"a\"}", "{\"eventName\":\"b\"}");
    }

    @Test
    void oneObjectIsOneLog() {
        List<Item> items = read(" {\n \"a\" : 1\n}\n ", false);
        assertThat(items).hasSize(1);
        assertThat(((Item.Readable) items.getFirst()).body()).isEqualTo(Map.of("a", 1));
        assertThat(original(items.getFirst())).isEqualTo("{\n \"a\" : 1\n}");
    }

    @Test
    void elementsOfAnArrayKeepTheirBytes() {
        List<Item> items = read("[ {\"a\":\"é\"} ,{ \"b\":{}},3, [1,[2]] ,\"x\"]", false);
        assertThat(items.stream().map(BodyReaderTest::original))
                .containsExactly("{\"a\":\"é\"}", "{ \"b\":{}}", "not_an_object", "not_an_object", "not_an_object");
    }

    @Test
    void ndjsonIsSeenByItsSecondObject() {
        assertThat(read("{\"a\":1}\n\n{\"a\":2}\r\n", false).stream().map(BodyReaderTest::original))
                .containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void aBrokenLineOfNdjsonIsItsErrorAlone() {
        for (boolean ndjson : new boolean[] {true, false}) {
            List<Item> items = read("{\"a\":\n{\"a\":2}\n7\n{} {}", ndjson);
            assertThat(items.stream().map(BodyReaderTest::original))
                    .containsExactly("syntax", "{\"a\":2}", "not_an_object", "syntax");
        }
    }

    @Test
    void objectsOverManyLinesAreALogEach() {
        assertThat(read("{\n \"a\": 1\n}\n{\n \"b\": [\n  {\"c\": 2}\n ]\n}{\"d\":3}", false).stream()
                        .map(BodyReaderTest::original))
                .containsExactly("{\n \"a\": 1\n}", "{\n \"b\": [\n  {\"c\": 2}\n ]\n}", "{\"d\":3}");
        assertThat(read("{\"a\":1}\n{\n\"b\":2\n}\n", false).stream().map(BodyReaderTest::original))
                .containsExactly("{\"a\":1}", "{\n\"b\":2\n}");
        assertThat(read("\ufeff[\n  {\n    \"a\": 1\n  },\n  {}\n]\n", false).stream()
                        .map(BodyReaderTest::original))
                .containsExactly("{\n    \"a\": 1\n  }", "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{;  'a': 1;};{;  'b': [;    {'c': 2};  ];|line 8",
                "{;  'a': [;    {'c': 2},;    oops;  ];}|line 4",
                "{;'a': 1;};7|line 4, column 1"
            })
    void objectsOverManyLinesOfWhichOneIsBrokenAreRefusedWhole(String body, String position) {
        assertThatThrownBy(() -> read(body.replace(';', '\n').replace('\'', '"'), false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(position);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\" 1}|line 1, column 6",
                "{\"a\":1} x|line 1, column 9",
                "[{\"a\":1},|line 1",
                "[{\"a\":1}|line 1",
                "[] []|line 1, column 4",
                "nonsense|line 1",
                "7|line 1, column 1"
            })
    void whatCannotBeReadIsRefusedWithItsPosition(String body, String position) {
        assertThatThrownBy(() -> read(body, false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(position);
    }

    @Test
    void nestingWithoutEndIsRefusedNotFollowed() {
        assertThatThrownBy(() -> read("{\"a\":".repeat(100_000), false)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read("[".repeat(100_000), false)).isInstanceOf(ProblemException.class);
    }

    private static List<Item> read(String body, boolean ndjson) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ndjson ? BodyReader.ndjson(bytes, 10) : BodyReader.json(bytes, 10);
    }

    private static String original(Item item) {
        return switch (item) {
            case Item.Readable readable -> new String(readable.original(), StandardCharsets.UTF_8);
            case Item.Unreadable unreadable -> unreadable.code();
        };
    }
}
