package io.watchfloor.rules.suppress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriteriaTest {
    private static final String EVENT = """
            {"host.name":"WEB-1.","user.name":"Admin","source.ip":"::ffff:10.0.0.1","destination.ip":["192.0.2.1","2001:DB8::1"],
             "event.action":"ssh_login","event.severity_name":"medium","watchfloor.source":"syslog","event.provider":"sshd",
             "event.code":4625,"mfa.verified":false,"process.command_line":"tar  -czf /tmp/x.tgz /home","tags":["edge","SSH"],
             "message":"three knocks","url.domain":"EVIL.example.","empty":"  ","rule.name":"Brute  Force"}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{'host':'web-1'}",
                "{'host':'Web-1.'}",
                "{'host':['db-1','web-1']}",
                "{'host':{'glob':'web-*'}}",
                "{'host':{'glob':'*'}}",
                "{'host':{'glob':'w?b-1'}}",
                "{'host':{'glob':'WEB-1'}}",
                "{'user':'ADMIN'}",
                "{'source_ip':'10.0.0.1'}",
                "{'source_ip':'::FFFF:10.0.0.1'}",
                "{'source_ip':{'cidr':'10.0.0.0/8'}}",
                "{'source_ip':['192.0.2.9',{'cidr':'10.0.0.0/30'}]}",
                "{'dest_ip':'2001:db8:0:0::1'}",
                "{'dest_ip':{'cidr':'2001:db8::/32'}}",
                "{'event_type':'ssh_login'}",
                "{'severity':'MEDIUM'}",
                "{'severity':{'gte':'low'}}",
                "{'severity':['low','medium']}",
                "{'source':'syslog'}",
                "{'source':'sshd'}",
                "{'log_id':'e1'}",
                "{'fields.event.code':4625}",
                "{'fields.event.code':'4625'}",
                "{'fields.mfa.verified':false}",
                "{'fields.tags':'ssh'}",
                "{'fields.user':'admin'}",
                "{'fields.rule.name':'brute force'}",
                "{'fields.url.domain':'evil[.]example'}",
                "{'fields.process.command_line':'tar -czf /tmp/x.tgz /home'}",
                "{'fields.process.command_line':{'glob':'*/TMP/*'}}",
                "{'fields.message':'Three  knocks'}",
                "{'host':'web-1','user':'admin','severity':{'gte':'medium'}}"
            })
    void suchEventsAreMeant(String criteria) {
        assertThat(Criteria.of(json(criteria)).matches(event())).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{'host':'web-1.corp'}",
                "{'host':'web'}",
                "{'host':{'glob':'web'}}",
                "{'user':'corp\\\\admin'}",
                "{'source_ip':'010.0.0.1'}",
                "{'source_ip':{'cidr':'::/0'}}",
                "{'source_ip':{'cidr':'192.0.2.0/24'}}",
                "{'severity':'low'}",
                "{'severity':{'gte':'high'}}",
                "{'fields.message':'knocks'}",
                "{'fields.message':{'glob':'knock?'}}",
                "{'fields.process.command_line':'tar'}",
                "{'fields.rule.name':'brute-force'}",
                "{'fields.absent':'x'}",
                "{'fields.absent':{'glob':'*'}}",
                "{'fields.empty':{'glob':'*'}}",
                "{'log_id':'e2'}",
                "{'host':'web-1','user':'root'}"
            })
    void othersAreNot(String criteria) {
        assertThat(Criteria.of(json(criteria)).matches(event())).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{} | '' | empty",
                "{'hostname':'x'} | /hostname | unknown_key",
                "{'fields.':'x'} | /fields. | unknown_key",
                "{'fields.user.*':'x'} | /fields.user.* | unknown_key",
                "{'a/b~c':'x'} | /a~1b~0c | unknown_key",
                "{'host':null} | /host | invalid_value",
                "{'host':' '} | /host | invalid_value",
                "{'host':'.'} | /host | invalid_value",
                "{'host':[]} | /host | wrong_size",
                "{'host':['a',['b']]} | /host/1 | invalid_value",
                "{'host':{}} | /host | invalid_value",
                "{'host':{'glob':'a','cidr':'b'}} | /host | invalid_value",
                "{'host':{'cidr':'10.0.0.0/8'}} | /host | invalid_value",
                "{'host':{'regex':'a'}} | /host | invalid_value",
                "{'host':{'glob':7}} | /host | invalid_value",
                "{'source_ip':{'cidr':'10.0.0.0/40'}} | /source_ip | invalid_value",
                "{'severity':'urgent'} | /severity | invalid_value",
                "{'severity':{'glob':'h*'}} | /severity | invalid_value",
                "{'user':{'gte':'low'}} | /user | invalid_value"
            })
    void whatIsNoCriteriaIsRefused(String criteria, String pointer, String code) {
        assertThatThrownBy(() -> Criteria.of(json(criteria)))
                .isInstanceOfSatisfying(
                        InvalidCriteriaException.class,
                        e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.pointer()).isEqualTo(pointer.equals("''") ? "" : pointer);
                            assertThat(fault.code()).isEqualTo(code);
                        }));
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> Criteria.of(json("{'hostname':'x','severity':['low','urgent','worse']}")))
                .isInstanceOfSatisfying(
                        InvalidCriteriaException.class,
                        e -> assertThat(e.faults())
                                .extracting(CriteriaFault::pointer)
                                .containsExactly("/hostname", "/severity/1", "/severity/2"));
    }

    @Test
    void tooMuchIsRefused() {
        assertThatThrownBy(() -> Criteria.of(Map.of("host", "x".repeat(501))))
                .isInstanceOf(InvalidCriteriaException.class);
        assertThatThrownBy(() -> Criteria.of(Map.of("host", java.util.Collections.nCopies(501, "x"))))
                .isInstanceOf(InvalidCriteriaException.class);
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 21; i++) {
            many.put("fields.f" + i, "x");
        }
        assertThatThrownBy(() -> Criteria.of(many)).isInstanceOf(InvalidCriteriaException.class);
    }

    @Test
    void aValueOfTheGreatestLengthIsTakenInEveryKindOfField() {
        String longest = "(x)/".repeat(125);
        for (String key : List.of("host", "fields.message", "fields.url.full")) {
            assertThat(Criteria.of(Map.of(key, longest)).query()).isNotNull();
            assertThat(Criteria.of(Map.of(key, Map.of("glob", longest.substring(1) + "*")))
                            .query())
                    .isNotNull();
        }
    }

    private static Event event() {
        Map<String, Object> fields = new LinkedHashMap<>(json(EVENT));
        fields.put(Event.ID, "e1");
        fields.put(Event.TENANT, "acme");
        fields.put(Event.TIMESTAMP, "2026-03-02T12:00:00.000Z");
        return new Event(fields);
    }

    private static Map<String, Object> json(String text) {
        try {
            return ContractJson.mapper().readValue(text.replace('\'', '"'), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
