package io.watchfloor.promotion.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.promotion.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    private static final RuleVersion RULE = Samples.rule("acme", Samples.RULE, 1);

    private static AlertText ofRule(RuleVersion rule, Event event) {
        return AlertText.ofRule(
                rule, Facts.of(rule, new Facts.Extent(1, Samples.NOON, Samples.NOON), Map.of(), List.of(event)));
    }

    private static Event event(Object... more) {
        return Samples.event("acme", "e1", Samples.NOON, more);
    }

    @Test
    void theRulesTemplatesAreRendered() {
        AlertText text = ofRule(RULE, event("user.name", "ana", "host.name", "gate-1"));

        assertThat(text).isEqualTo(new AlertText("Door rattled by ana", "1 tries from (unknown) on gate-1"));
    }

    @Test
    void aTitleIsOneLine() {
        assertThat(ofRule(RULE, event("user.name", " ana\n\tFAKE \r\n line ")).title())
                .isEqualTo("Door rattled by  ana FAKE line");
    }

    @Test
    void aTitleIsNeverBlank() {
        assertThat(ofRule(Samples.withTemplates(RULE, " ", ""), event())).isEqualTo(new AlertText("Door rattled", ""));
    }

    @Test
    void longTextsAreCut() {
        AlertText text =
                ofRule(Samples.withTemplates(RULE, "{{message}}", "{{message}}"), event("message", "x".repeat(9_000)));

        assertThat(text.title()).hasSize(200).endsWith("…");
        assertThat(text.description()).hasSize(4_000).endsWith("…");
    }

    @Test
    void aLogWithoutARuleSaysWhatHappenedWhere() {
        assertThat(AlertText.ofLog(event("event.action", "knock", "host.name", "gate-1", "message", "three knocks")))
                .isEqualTo(new AlertText("knock on gate-1", "three knocks"));
        assertThat(AlertText.ofLog(event("event.original", "raw text"))).isEqualTo(new AlertText("app", "raw text"));
    }

    @Test
    void whatTheCallerWroteIsTakenAsItIs() {
        AlertText rendered = new AlertText("a", "b");

        assertThat(rendered.with("{{user}}", null)).isEqualTo(new AlertText("{{user}}", "b"));
        assertThat(rendered.with(null, "c")).isEqualTo(new AlertText("a", "c"));
    }
}
