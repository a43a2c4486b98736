package io.watchfloor.promotion.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.promotion.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final int LIMIT = 200;

    private static final Event EVENT = Samples.event(
            "acme",
            "e1",
            Samples.NOON,
            "user.name",
            "ana",
            "host.name",
            "gate-1",
            "source.ip",
            List.of("192.0.2.1", "192.0.2.2"),
            "event.action",
            "knock",
            "event.severity_name",
            "low",
            "http.response.status_code",
            403,
            "process.name",
            "  ",
            "file.hash.sha256",
            "ab12",
            "message",
            "{{host}} {{rule.name}}");

    private static final Facts FACTS = Facts.of(
            Samples.rule("acme", Samples.RULE, 1),
            new Facts.Extent(7, Samples.NOON, Samples.NOON.plusSeconds(90)),
            Map.of("user", "root", "zone", "north"),
            List.of(EVENT, Samples.event("acme", "e2", Samples.NOON, "url.path", "/in")));

    private static String render(String template) {
        return new Template(template).render(FACTS, LIMIT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain text|plain text",
                "{{host}}|gate-1",
                "{{ host }}!|gate-1!",
                "{{host.name}} and {{host}}|gate-1 and gate-1",
                "{{user}}|root",
                "{{user.name}}|root",
                "{{zone}}|north",
                "{{source_ip}}|192.0.2.1, 192.0.2.2",
                "{{src_ip}}|192.0.2.1, 192.0.2.2",
                "{{event_type}}/{{severity}}/{{source}}|knock/low/app",
                "{{hash}}|ab12",
                "{{http.response.status_code}}|403",
                "{{url.path}}|/in",
                "{{rule.name}}: {{rule.severity}}|Door rattled: medium",
                "{{match.count}}|7",
                "{{match.first_seen}}|2026-03-02T12:00:00.000Z",
                "{{match.last_seen}}|2026-03-02T12:01:30.000Z",
                "{{group}}|user=root, zone=north",
                "{{nothing.here}}|(unknown)",
                "{{process.name}}|(unknown)",
                "{{}}|(unknown)",
                "a {{host|a {{host",
                "a }} b {{host}}|a }} b gate-1",
                "{ {host}} {host}|{ {host}} {host}",
                "{{{host}}}|{gate-1}",
                "{{ {{host}} }}|{{ gate-1 }}",
                "{{HOST}}|(unknown)"
            })
    void placeholdersBecomeValues(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void aValueIsNotReadForPlaceholders() {
        assertThat(render("{{message}}")).isEqualTo("{{host}} {{rule.name}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${7*7}",
                "#{7*7}",
                "{7*7}",
                "<%= 7*7 %>",
                "{% for x in y %}{% endfor %}",
                "{#if true}x{/if}",
                "${jndi:ldap://192.0.2.9/a}",
                "$(id)",
                "`id`",
                "{!inject!}",
                "@{T(java.lang.Runtime).getRuntime().exec('id')}",
                "[[${T(java.lang.System).getenv()}]]",
                "%{(#a=1)}",
                "{host.name.getClass()}"
            })
    void templatesOfOtherLanguagesStayText(String template) {
        assertThat(render(template)).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{7*7}}",
                "{{constructor.constructor('return 1')()}}",
                "{{host.getClass()}}",
                "{{''.__class__.__mro__}}",
                "{{config.items()}}",
                "{{range.constructor}}",
                "{{self}}",
                "{{#each this}}",
                "{{> partial}}",
                "{{request.application}}",
                "{{inject:bean.method}}",
                "{{tenants['other'].host}}",
                "{{../host}}",
                "{{&host}}",
                "{{host|safe}}"
            })
    void whatIsNoFieldIsUnknown(String template) {
        assertThat(render(template)).isEqualTo("(unknown)");
    }

    @Test
    void aLongResultIsCutToTheLimit() {
        assertThat(new Template("{{host}}".repeat(100)).render(FACTS, 20)).isEqualTo("gate-1gate-1gate-1g…");
    }

    @Test
    void theCutNeverSplitsACharacter() {
        assertThat(new Template("ab🔥🔥").render(FACTS, 4)).isEqualTo("ab…");
        assertThat(new Template("ab🔥c").render(FACTS, 5)).isEqualTo("ab🔥c");
    }

    @Test
    void charactersThatSteerTerminalsBecomeSpaces() {
        assertThat(render("a\u001b[31mb\u0000c\u009bd\te\nf")).isEqualTo("a [31mb c d\te\nf");
    }

    @Test
    void hostileTemplatesCostLittle() {
        var start = System.nanoTime();
        render("}}".repeat(500_000));
        render("{{".repeat(500_000));
        render("{{" + "}} {{".repeat(500_000));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
