package io.watchfloor.rules.pipeline;

import static io.watchfloor.rules.pipeline.Rules.fields;
import static io.watchfloor.rules.pipeline.Rules.is;
import static io.watchfloor.rules.pipeline.Rules.keyword;
import static io.watchfloor.rules.pipeline.Rules.rule;
import static io.watchfloor.rules.pipeline.Rules.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Relation;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
    private static final Pipeline ACME = Pipeline.parse("acme.yml", """
            name: acme
            transformations:
              - when: {product: acme, service: [vpn, proxy]}
                fields: {User: user.name, Host: [host.name, host.ip]}
                keep: [event.*, message]
                prefix: acme.
                keywords: message
                conditions: {event.module: acme}
              - when: {product: acme, category: process}
                fields: {User: never}
                conditions:
                  - where: {event.code: [1, 5], event.dataset: acme.process*}
                  - where: {event.code: 4688}
                    fields: {Image: new_process}
              - when: {rules: [rule_1]}
                fields: {ByName: named}
              - when: {rules: [id-1]}
                fields: {ById: identified}
              - when: {rules: [other]}
                fields: {ByName: never, ById: never}
              - when: {product: acme, category: file_access}
                reject: Acme does not log it
            """);

    @Test
    void fieldsAreMappedKeptOrPrefixed() {
        SigmaRule rule = rule(
                source("acme", null, "vpn"),
                new Condition.All(List.of(
                        is("User", "u"), is("Host", "h"), is("event.action", "a"), is("x", "y"), keyword("k"))));
        Condition condition = ACME.apply(rule).condition();
        Map<String, Object> event = fields(
                "event.module",
                "ACME",
                "user.name",
                "U",
                "host.ip",
                "h",
                "event.action",
                "a",
                "acme.x",
                "y",
                "message",
                "a k");
        assertThat(matches(condition, event)).isTrue();
        event.put("event.module", "other");
        assertThat(matches(condition, event)).isFalse();
        event.put("event.module", "acme");
        event.put("message", "no");
        event.put("other", "a k");
        assertThat(matches(condition, event)).isFalse();
    }

    @Test
    void bothSidesOfARelationAreMapped() {
        Condition related =
                new Condition.Is(new Predicate.Related(Field.of("User"), Field.of("Host"), Relation.EQUALS));
        Condition condition =
                ACME.apply(rule(source("acme", null, "vpn"), related)).condition();
        assertThat(matches(condition, fields("event.module", "acme", "user.name", "x", "host.name", "X")))
                .isTrue();
    }

    @Test
    void eachRouteHasItsOwnNames() {
        SigmaRule rule = rule(source("acme", "process", null), is("Image", "x"));
        Condition condition = ACME.apply(rule).condition();
        assertThat(matches(condition, fields("event.code", 5, "event.dataset", "acme.processes", "Image", "x")))
                .isTrue();
        assertThat(matches(condition, fields("event.code", 4688, "new_process", "x")))
                .isTrue();
        assertThat(matches(condition, fields("event.code", 4688, "Image", "x"))).isFalse();
        assertThat(matches(condition, fields("event.code", 1, "event.dataset", "other", "Image", "x")))
                .isFalse();
        assertThat(ACME.paths(rule, "Image")).containsExactly("Image", "new_process");
    }

    @Test
    void rulesAreMeantByIdOrName() {
        Mapped mapped = ACME.apply(
                rule(source("acme", "process", null), new Condition.All(List.of(is("ByName", "x"), is("ById", "y")))));
        assertThat(matches(mapped.condition(), fields("event.code", 4688, "named", "x", "identified", "y")))
                .isTrue();
        assertThat(mapped.notes()).isEmpty();
    }

    @Test
    void namesThatNothingMapsAreNoted() {
        assertThat(ACME.apply(rule(source("acme", "process", null), is("Colour", "x")))
                        .notes())
                .containsExactly("field Colour has no mapping");
    }

    @Test
    void whatIsRejectedOrUnknownMatchesNothingAndSaysWhy() {
        Mapped rejected = ACME.apply(rule(source("acme", "file_access", null), new Condition.Not(is("a", "b"))));
        assertThat(rejected.isRejected()).isTrue();
        assertThat(rejected.notes()).containsExactly("Acme does not log it");
        Mapped unknown = ACME.apply(rule(source("acme", "process", "mail"), new Condition.Not(is("a", "b"))));
        assertThat(unknown.isRejected()).isTrue();
        assertThat(unknown.notes())
                .containsExactly("unknown service mail: the pipeline knows no events of this log source");
        assertThat(matches(unknown.condition(), fields("event.code", 4688))).isFalse();
    }

    @Test
    void thePipelineInFrontReplacesWhatItSettles() {
        Pipeline own = Pipeline.parse("own.yml", """
                name: own
                priority: 10
                transformations:
                  - when: {product: acme, category: process}
                    conditions: {kind: process}
                    fields: {Image: path}
                otherwise: {labels: {service: label.service}}
                """);
        Pipeline joined = Pipeline.join(List.of(ACME, own));
        assertThat(joined.name()).isEqualTo("own+acme");
        Condition condition = joined.apply(rule(source("acme", "process", "x"), is("Image", "i")))
                .condition();
        assertThat(matches(condition, fields("kind", "process", "path", "i", "label.service", "x")))
                .isTrue();
        assertThat(matches(condition, fields("kind", "process", "path", "i"))).isFalse();
        assertThat(matches(condition, fields("event.code", 4688, "new_process", "i", "label.service", "x")))
                .isFalse();
    }

    @Test
    void labelsStandForEveryPartThatNothingSettles() {
        Pipeline labels = Pipeline.parse(
                "labels.yml", "name: labels\notherwise: {labels: {product: l.product, category: l.category}}");
        assertThat(labels.apply(rule(source("p", "c", null), is("a", "b"))).condition())
                .isEqualTo(new Condition.All(List.of(is("l.product", "p"), is("l.category", "c"), is("a", "b"))));
        assertThat(labels.apply(rule(source(null, null, "s"), is("a", "b"))).notes())
                .containsExactly("unknown service s");
    }

    @Test
    void eventsOfTestsShowTheirLogSource() {
        SigmaRule rule = rule(source("acme", "process", null), is("Image", "x"));
        assertThat(ACME.event(rule, fields("Image", "x")))
                .isEqualTo(fields("Image", "x", "event.code", 1L, "event.dataset", "acme.process"));
        assertThat(ACME.event(rule, fields("event.code", 4688, "Image", "x")))
                .isEqualTo(fields("event.code", 4688, "new_process", "x"));
        assertThat(ACME.event(rule, fields("event.code", 7, "Image", "x")))
                .isEqualTo(fields("event.code", 7, "Image", "x", "event.dataset", "acme.process"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "\"\" | 1 | the file is empty",
                "\"[]\" | 1 | expected keys and values",
                "\"priority: 1\" | 1 | a pipeline has a name",
                "\"name: a\ncolour: red\" | 2 | unknown key colour",
                "\"name: a\nname: b\" | 2 | the key name is there twice",
                "\"name: a\npriority: high\" | 2 | expected a whole number",
                "\"name: a\ntransformations:\n  - when: {product: x}\" | 3 | a transformation has one of",
                "\"name: a\ntransformations:\n  - when: {host: x}\n    prefix: a\" | 3 | unknown key host",
                "\"name: a\ntransformations:\n  - conditions: {a: b}\n    reject: no\" | 3 | either conditions or reject",
                "\"name: a\ntransformations:\n  - conditions:\n      - fields: {a: b}\" | 4 | a route says where",
                "\"name: a\ntransformations:\n  - conditions:\n      a: []\" | 4 | the list is empty",
                "\"name: a\ntransformations:\n  - fields:\n      a: {b: c}\" | 4 | expected a text",
                "\"name: a\notherwise: {}\" | 2 | either labels or reject",
                "\"name: a\n  b: c\" | 2 | mapping values are not allowed here",
            })
    void whatIsWrongIsNamedWithItsLine(String yaml, int line, String message) {
        assertThatExceptionOfType(PipelineSyntaxException.class)
                .isThrownBy(() -> Pipeline.parse("p.yml", yaml))
                .withMessageStartingWith("p.yml:" + line + ": ")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.line()).isEqualTo(line));
    }

    private static boolean matches(Condition condition, Map<String, ?> event) {
        return Evaluator.matches(condition, FlatEvent.of(event));
    }
}
