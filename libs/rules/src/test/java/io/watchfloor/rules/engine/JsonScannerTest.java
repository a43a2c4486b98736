package io.watchfloor.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final List<String> PATHS = List.of("a", "b.c", "b.d.e", "list");

    private static List<String> values(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Slots slots = new Slots();
        new JsonScanner(new PathTable(PATHS, List.of("secret."))).scan(bytes, 0, bytes.length, slots);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < slots.count; i++) {
            String path = slots.path[i] >= 0 ? PATHS.get(slots.path[i]) : Integer.toString(slots.path[i]);
            String text = slots.kind[i] == Slots.NULL
                    ? "null"
                    : new TextFolder().text(slots.kind[i], slots.bytes[i], slots.start[i], slots.end[i]);
            values.add(path + "=" + text);
        }
        return values;
    }

    @Test
    void namesOfOuterObjectsAreJoinedByDots() {
        assertThat(values("{\"a\":1,\"b\":{\"c\":\"x\",\"d\":{\"e\":true}},\"b.c\":\"y\",\"other\":\"z\"}"))
                .containsExactly("a=1", "b.c=x", "b.d.e=true", "b.c=y", "-1=z");
    }

    @Test
    void listsGiveAllTheirValues() {
        assertThat(values("{\"list\":[\"x\",2,[null],[]],\"b\":[{\"c\":1},{\"c\":2}]}"))
                .containsExactly("list=x", "list=2", "list=null", "list=null", "b.c=1", "b.c=2");
    }

    @Test
    void hiddenNamesAreTold() {
        assertThat(values("{\"secret.x\":\"1\"}")).containsExactly("-2=1");
    }

    @Test
    void escapesAreUndoneInNamesAndValues() {
        assertThat(values("{\"\\u0061\":\"\\\"\\\\\\n\\u00e9\\ud83d\\ude00\"}"))
                .containsExactly("a=\"\\\n\u00e9\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":\"x",
                "{\"a\":\"x\\",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\" 1}",
                "{\"a\":[1",
                "{\"a\":[1}",
                "{a:1}",
                "{\"a\":}"
            })
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> values(json)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aDeepEventIsRefusedInsteadOfExhaustingTheStack() {
        assertThatThrownBy(() -> values("{\"a\":" + "[".repeat(100_000))).isInstanceOf(MalformedEventException.class);
    }
}
