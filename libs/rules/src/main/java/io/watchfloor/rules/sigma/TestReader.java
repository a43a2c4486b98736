package io.watchfloor.rules.sigma;

import io.watchfloor.rules.sigma.CorrelationTest.TimedEvent;
import io.watchfloor.rules.sigma.YamlNode.Entry;
import io.watchfloor.rules.sigma.YamlNode.Mapping;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import io.watchfloor.rules.sigma.YamlNode.Sequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code test} block, an extension: events that the rule must match, and must not. A {@code test} key that has neither {@code match}
 * nor {@code no_match} is somebody else's and left alone.
 */
final class TestReader {
    private static final int LONGEST_WHOLE = 18;

    private final Section document;
    private final Problems problems;

    TestReader(Section document, Problems problems) {
        this.document = document;
        this.problems = problems;
    }

    List<RuleTest> ofRule() {
        List<RuleTest> tests = new ArrayList<>();
        for (Case each : cases()) {
            tests.add(
                    new RuleTest(each.matches, event(each.item), each.item.at().line()));
        }
        return tests;
    }

    List<CorrelationTest> ofCorrelation() {
        List<CorrelationTest> tests = new ArrayList<>();
        for (Case each : cases()) {
            List<TimedEvent> events = new ArrayList<>();
            for (Mapping event : maps(each.item.get("events"), each.item.at())) {
                events.add(timed(new Section(event, problems)));
            }
            tests.add(new CorrelationTest(each.matches, events, each.item.at().line()));
        }
        return tests;
    }

    private record Case(boolean matches, Mapping item) {}

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        if (document.get("test") instanceof Mapping test) {
            for (Entry entry : test.entries()) {
                boolean matches = entry.key().equals("match");
                if (matches || entry.key().equals("no_match")) {
                    maps(entry.value(), entry.at()).forEach(item -> cases.add(new Case(matches, item)));
                }
            }
        }
        return cases;
    }

    private List<Mapping> maps(@Nullable YamlNode node, Position at) {
        List<Mapping> maps = new ArrayList<>();
        if (!(node instanceof Sequence list)) {
            problems.add(node == null ? at : node.at(), "type", "test events are a list of maps");
            return maps;
        }
        for (YamlNode item : list.items()) {
            if (item instanceof Mapping map) {
                maps.add(map);
            } else {
                problems.add(item.at(), "type", "a test event is a map, not " + item.called());
            }
        }
        return maps;
    }

    private TimedEvent timed(Section event) {
        Duration at = problems.attempt(() -> Timespan.parse(event.required("at"), event.at("at")));
        Section fields = event.section("event");
        return new TimedEvent(
                at == null ? Duration.ZERO : at,
                event.required("rule"),
                fields == null ? Map.of() : event(fields.map()));
    }

    private Map<String, @Nullable Object> event(Mapping map) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        map.entries().forEach(entry -> event.put(entry.key(), value(entry.value())));
        return event;
    }

    private @Nullable Object value(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> value(scalar);
            case Sequence list -> {
                List<@Nullable Object> values = new ArrayList<>();
                list.items().forEach(item -> values.add(value(item)));
                yield values;
            }
            case Mapping map -> {
                problems.add(map.at(), "type", "a test event is flat: write a.b for the b of a");
                yield null;
            }
        };
    }

    private static @Nullable Object value(Scalar scalar) {
        String text = scalar.text();
        return switch (scalar.kind()) {
            case TEXT -> text;
            case NULL -> null;
            case BOOLEAN -> text.toLowerCase(Locale.ROOT).equals("true");
            case NUMBER ->
                text.indexOf('.') < 0 && text.length() <= LONGEST_WHOLE
                        ? (Object) Long.valueOf(text)
                        : new BigDecimal(text);
        };
    }
}
