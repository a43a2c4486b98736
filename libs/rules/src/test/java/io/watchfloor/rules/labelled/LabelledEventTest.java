package io.watchfloor.rules.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledEventTest {

    @Test
    void theLogSourceIsKnownByNameOnly() {
        LabelledEvent read = LabelledEvent.read("""
                {"eid": "e1", "other": {"a": [1]}, "logsource": {"product": "zeek", "service": null},
                 "event": {"a": {"b": 1.0}}, "expected": ["r1", "r2"]}""");
        assertThat(read.eid()).isEqualTo("e1");
        assertThat(read.expected()).containsExactly("r1", "r2");
        assertThat(read.event().names()).containsExactly("a.b");
        assertThat(read.event().values("logsource.product")).containsExactly("zeek");
        assertThat(read.event().has("logsource.service")).isFalse();
    }

    @Test
    void theAnswerMayBeUnknown() {
        assertThat(LabelledEvent.read("{\"eid\": \"e1\", \"event\": {}}").expected())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{\"eid\": \"e1\"}", "{\"event\": {}}", "{\"eid\": \"e1\", \"event\": []}", "no JSON"})
    void anythingElseIsRefused(String line) {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> LabelledEvent.read(line));
    }
}
