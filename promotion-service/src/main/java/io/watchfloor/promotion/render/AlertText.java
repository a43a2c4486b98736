package io.watchfloor.promotion.render;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.rules.dedup.FieldValues;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alert's title, one line of at most {@value #MAX_TITLE} characters and never blank, and its description of at most
 * {@value #MAX_DESCRIPTION}.
 */
public record AlertText(String title, String description) {
    public static final int MAX_TITLE = 200;
    public static final int MAX_DESCRIPTION = 4_000;

    private static final String UNTITLED = "Promoted log";

    /** The rule's templates with the facts; a template without text leaves the rule's name, or its id. */
    public static AlertText ofRule(RuleVersion rule, Facts facts) {
        String rendered = Text.oneLine(new Template(rule.titleTemplate()).render(facts, MAX_TITLE));
        String title = Stream.of(rendered, rule.name())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(rule.ruleId());
        return new AlertText(line(title), new Template(rule.descriptionTemplate()).render(facts, MAX_DESCRIPTION));
    }

    /**
     * The text for a log that no rule raised: what happened and where. It repeats nothing of the message in the title,
     * because the title tells such alerts apart.
     */
    public static AlertText ofLog(Event event) {
        String what = first(event, "event.action", "event.dataset", Event.SOURCE);
        String host = first(event, "host.name");
        String title = (what == null ? UNTITLED : what) + (host == null ? "" : " on " + host);
        String body = first(event, "message", Event.ORIGINAL);
        return new AlertText(line(title), Text.within(body == null ? "" : body, MAX_DESCRIPTION));
    }

    /** The same with what the caller wrote instead, where they wrote something; taken as it is. */
    public AlertText with(@Nullable String givenTitle, @Nullable String givenDescription) {
        return new AlertText(
                givenTitle == null ? title : givenTitle, givenDescription == null ? description : givenDescription);
    }

    private static String line(String text) {
        return Text.within(Text.oneLine(text), MAX_TITLE);
    }

    private static @Nullable String first(Event event, String... fields) {
        return Stream.of(fields)
                .flatMap(field -> FieldValues.of(event.fields(), field).stream())
                .findFirst()
                .orElse(null);
    }
}
