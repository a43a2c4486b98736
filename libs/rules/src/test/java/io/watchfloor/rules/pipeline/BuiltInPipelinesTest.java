package io.watchfloor.rules.pipeline;

import static io.watchfloor.rules.pipeline.Rules.fields;
import static io.watchfloor.rules.pipeline.Rules.is;
import static io.watchfloor.rules.pipeline.Rules.keyword;
import static io.watchfloor.rules.pipeline.Rules.rule;
import static io.watchfloor.rules.pipeline.Rules.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInPipelinesTest {
    private static final Pipeline RAW = Pipeline.raw();
    private static final Pipeline ECS = Pipeline.ecs();
    private static final String SYSMON = "Microsoft-Windows-Sysmon/Operational";

    @Test
    void rawProcessCreationIsSysmonOrTheSecurityAudit() {
        Condition condition = RAW.apply(rule(source("windows", "process_creation", null), is("Image", "x")))
                .condition();
        assertThat(raw(condition, "Channel", SYSMON, "EventID", 1, "Image", "X"))
                .isTrue();
        assertThat(raw(condition, "Channel", "security", "EventID", 4688, "NewProcessName", "x"))
                .isTrue();
        assertThat(raw(condition, "Channel", "Security", "EventID", 4688, "Image", "x"))
                .isFalse();
        assertThat(raw(condition, "Channel", "Application", "EventID", 1, "Image", "x"))
                .isFalse();
        assertThat(Evaluator.matches(condition, FlatEvent.of(fields("Channel", SYSMON, "EventID", 1, "Image", "x"))))
                .isFalse();
    }

    @Test
    void rawRulesOfTheWholeProductApplyToEveryChannel() {
        Condition condition =
                RAW.apply(rule(source("windows", null, null), keyword("x"))).condition();
        assertThat(raw(condition, "Channel", "Whatever", "Data", "axb")).isTrue();
        assertThat(raw(condition, "Channel", "Whatever", "Data", "windows")).isFalse();
    }

    @Test
    void rawLogSourcesWithoutChannelAreInTheLabels() {
        Condition category = RAW.apply(rule(source("windows", "file_access", null), is("a", "b")))
                .condition();
        assertThat(raw(category, "a", "b")).isFalse();
        FlatEvent event = FlatEvent.of(fields("a", "b"));
        assertThat(Evaluator.matches(
                        category,
                        event.withLabels(Map.of("logsource.product", "windows", "logsource.category", "file_access"))))
                .isTrue();
        Condition zeek =
                RAW.apply(rule(source("zeek", null, "dns"), is("a", "b"))).condition();
        assertThat(Evaluator.matches(
                        zeek, event.withLabels(Map.of("logsource.product", "zeek", "logsource.service", "dns"))))
                .isTrue();
        assertThat(Evaluator.matches(
                        zeek, event.withLabels(Map.of("logsource.product", "zeek", "logsource.service", "http"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "windows, process_creation, -, Image, winlog.event_data.Image",
                "windows, -, security, TargetUserName, winlog.event_data.TargetUserName",
                "windows, -, security, EventID, winlog.event_id",
                "windows, file_access, -, FileName, winlog.event_data.FileName",
                "windows, -, iis-configuration, Configuration, winlog.event_data.Configuration",
                "windows, -, -, user.name, user.name",
                "linux, process_creation, -, CommandLine, process.command_line",
                "linux, -, auditd, a0, auditd.a0",
                "linux, -, auditd, type, auditd.type",
                "linux, -, sshd, event.action, event.action",
                "linux, -, sudo, USER, user.effective.name",
                "macos, file_event, -, TargetFilename, file.path",
                "-, webserver, -, cs-method, http.request.method",
                "apache, webserver, -, cs-uri-query, url.query",
                "nginx, webserver, -, sc-status, http.response.status_code",
                "apache, -, access, c-ip, source.ip",
                "-, proxy, -, c-useragent, user_agent.original",
                "-, dns, -, src_ip, source.ip",
                "-, firewall, -, dst_port, destination.port",
                "-, network, connection, source.bytes, source.bytes",
                "-, -, netflow, destination.port, destination.port",
                "cisco, -, aaa, message, message",
                "zeek, -, http, uri, zeek.http.uri",
                "zeek, -, smb_files, name, zeek.smb_files.name",
                "zeek, -, dns, id.orig_h, source.ip",
                "suricata, -, alert, alert.signature, rule.name",
                "suricata, -, -, http.unknown, suricata.http.unknown",
                "wazuh, -, -, rule.firedtimes, wazuh.rule.firedtimes",
                "aws, -, cloudtrail, eventName, event.action",
                "aws, -, cloudtrail, userIdentity.type, aws.cloudtrail.userIdentity.type",
                "-, antivirus, -, Signature, rule.name",
                "django, application, -, message, message",
                "-, database, -, message, message",
            })
    void ecsEventsOfALogSourceMatchItsRules(
            @Nullable String product, @Nullable String category, @Nullable String service, String field, String path) {
        SigmaRule rule = rule(source(product, category, service), is(field, "some value"));
        Mapped mapped = ECS.apply(rule);
        assertThat(mapped.notes()).isEmpty();
        assertThat(ECS.paths(rule, field)).contains(path);
        Map<String, @Nullable Object> event = ECS.event(rule, fields(field, "some value"));
        assertThat(event).hasSizeGreaterThan(1).containsEntry(path, "some value");
        assertThat(Evaluator.matches(mapped.condition(), FlatEvent.of(event))).isTrue();
        assertThat(Evaluator.matches(mapped.condition(), FlatEvent.of(fields(path, "some value"))))
                .isFalse();
    }

    @Test
    void ecsProcessCreationTakesTheAuditRouteToo() {
        SigmaRule rule = rule(source("windows", "process_creation", null), is("Image", "x"));
        Map<String, @Nullable Object> event =
                ECS.event(rule, fields("Channel", "Security", "EventID", 4688, "Image", "x"));
        assertThat(event)
                .isEqualTo(fields(
                        "winlog.channel",
                        "Security",
                        "winlog.event_id",
                        4688,
                        "winlog.event_data.NewProcessName",
                        "x"));
        assertThat(Evaluator.matches(ECS.apply(rule).condition(), FlatEvent.of(event)))
                .isTrue();
    }

    @Test
    void ecsKeywordsOfLinuxLookIntoTheMessage() {
        Condition condition =
                ECS.apply(rule(source("linux", null, null), keyword("panic"))).condition();
        assertThat(Evaluator.matches(
                        condition, FlatEvent.of(fields("event.dataset", "system.syslog", "message", "a panic here"))))
                .isTrue();
        assertThat(Evaluator.matches(
                        condition, FlatEvent.of(fields("event.dataset", "system.syslog", "host.name", "panic"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "okta, -, okta",
                "windows, teleportation, -",
                "windows, -, teleport",
                "zeek, -, teleport",
                "-, teleport, -"
            })
    void ecsKnowsWhatItDoesNotKnow(@Nullable String product, @Nullable String category, @Nullable String service) {
        Mapped mapped = ECS.apply(rule(source(product, category, service), new Condition.Not(is("a", "b"))));
        assertThat(mapped.isRejected()).isTrue();
        assertThat(mapped.notes()).isNotEmpty().allMatch(note -> note.startsWith("unknown "));
    }

    private static boolean raw(Condition condition, Object... event) {
        return Evaluator.matches(
                condition, FlatEvent.of(fields(event)).withLabels(Map.of("logsource.product", "windows")));
    }
}
