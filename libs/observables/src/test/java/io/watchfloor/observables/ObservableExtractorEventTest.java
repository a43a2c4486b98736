package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObservableExtractorEventTest {
    private static final String MD5 = "0123456789abcdef0123456789abcdef";

    private final ObservableExtractor extractor = new ObservableExtractor();

    @Test
    void structuredFieldsComeFirstThenTheTexts() {
        Map<String, Object> event = Map.of(
                "message", "Failed password for ana from 203.0.113.7 port 22, see CVE-2021-44228",
                "event.original", "<38>Failed password for ana from 203.0.113.7 by 198.51.100.4",
                "host.name", "WEB-1",
                "user.name", "Ana",
                "source.ip", "203.0.113.7",
                "destination.ip", "2001:DB8::1");
        assertThat(qualified(event))
                .containsExactly(
                        "ip:203.0.113.7",
                        "ip:2001:db8::1",
                        "user:ana",
                        "host:web-1",
                        "cve:CVE-2021-44228",
                        "ip:198.51.100.4");
    }

    @Test
    void everyKindOfFieldIsRead() {
        Map<String, Object> event = Map.of(
                "url.full",
                "https://evil.example/x",
                "dns.question.name",
                "c2.internal.lan",
                "file.hash.md5",
                MD5.toUpperCase(),
                "process.hash.sha256",
                MD5 + MD5,
                "email.from.address",
                List.of("Ana@evil.example"),
                "vulnerability.id",
                List.of("cve-2021-44228", "CVE-2024-3094"));
        assertThat(qualified(event))
                .containsExactly(
                        "url:https://evil.example/x",
                        "domain:c2.internal.lan",
                        "md5:" + MD5,
                        "sha256:" + MD5 + MD5,
                        "email:ana@evil.example",
                        "cve:CVE-2021-44228",
                        "cve:CVE-2024-3094");
    }

    @Test
    void placeholdersAndValuesOfAnotherKindAreLeftOut() {
        Map<String, Object> event = new HashMap<>();
        event.put("source.ip", Arrays.asList("-", "::", "0.0.0.0", "127.0.0.1", "999.1.1.1", "", null, 7));
        event.put("user.name", "-");
        event.put("host.name", null);
        event.put("url.original", "/index.html");
        event.put("url.domain", "localhost");
        event.put("file.hash.md5", "none");
        event.put("email.to.address", "undisclosed");
        event.put("vulnerability.id", "RHSA-2024:1");
        event.put("message", List.of("192.0.2.1"));
        assertThat(qualified(event)).isEmpty();
    }

    @Test
    void theNameOfAUrlIsNotRepeated() {
        assertThat(qualified(Map.of("url.full", "http://EVIL.example/x", "url.domain", "evil.example")))
                .containsExactly("url:http://evil.example/x");
        assertThat(qualified(Map.of("url.original", "/x", "url.domain", "evil.example")))
                .containsExactly("domain:evil.example");
    }

    @Test
    void aHostIsNotRepeatedAsADomain() {
        assertThat(qualified(Map.of("host.name", "Web-1.corp.example", "message", "web-1.corp.example: evil.example")))
                .containsExactly("host:web-1.corp.example", "domain:evil.example");
    }

    @Test
    void aHostThatIsAnAddressIsAnAddress() {
        assertThat(qualified(Map.of("host.name", "192.0.2.1"))).containsExactly("ip:192.0.2.1");
    }

    @Test
    void theOrderOfTheFieldsInTheEventDoesNotMatter() {
        Map<String, Object> sorted =
                new TreeMap<>(Map.of("user.name", "ana", "source.ip", "192.0.2.1", "message", "evil.example"));
        assertThat(extractor.fromEvent(sorted)).isEqualTo(extractor.fromEvent(new HashMap<>(sorted)));
        assertThat(qualified(sorted)).containsExactly("ip:192.0.2.1", "user:ana", "domain:evil.example");
    }

    @Test
    void bothTextsTogetherStayWithinTheLimit() {
        String long1 = "192.0.2.1 " + " ".repeat(ObservableExtractor.MAX_TEXT - 20);
        Map<String, Object> event = Map.of("message", long1, "event.original", "192.0.2.2 192.0.2.3 ");
        assertThat(qualified(event)).containsExactly("ip:192.0.2.1", "ip:192.0.2.2");
    }

    private List<String> qualified(Map<String, Object> event) {
        return extractor.fromEvent(event).stream().map(Observable::qualified).toList();
    }
}
