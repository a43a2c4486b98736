package io.watchfloor.search.tools;

import static io.watchfloor.search.Api.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.search.SearchProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class ExtractIocResourceTest {
    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    private static final String SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void indicatorsAreAnsweredInTheirOrderWithTheirPlaces() {
        extract(Map.of("text", "from 10.1.2.3 to evil[.]example.com, again 10.1.2.3; version 7.1.2.0; CVE-2024-3094"))
                .statusCode(200)
                .body(
                        "iocs.type",
                        contains("ipv4", "domain", "cve"),
                        "iocs.group",
                        contains("ip", "domain", "cve"),
                        "iocs.value",
                        contains("10.1.2.3", "evil.example.com", "CVE-2024-3094"),
                        "iocs[0].occurrences",
                        equalTo(2),
                        "iocs[0].offsets.start",
                        contains(5, 43),
                        "iocs[0].flags",
                        contains("private"),
                        "iocs[1].original",
                        equalTo("evil[.]example.com"),
                        "iocs.defanged",
                        contains(false, true, false),
                        "count",
                        equalTo(3),
                        "truncated",
                        equalTo(false));
    }

    @Test
    void hashesAreAGroupToAskFor() {
        extract(Map.of("text", MD5 + " 10.1.2.3 " + SHA256, "ioc_types", List.of("hash")))
                .body("iocs.type", contains("md5", "sha256"));
        extract(Map.of("text", "nothing here")).body("iocs", empty());
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        extract(Map.of("text", "x".repeat((1 << 20) + 1)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/text"), "errors[0].code", equalTo("too_long"));
    }

    private static ValidatableResponse extract(Map<String, ?> request) {
        return as("iocs", "analyst")
                .contentType("application/json")
                .body(request)
                .post("/api/v1/siem/tools/extract-ioc")
                .then();
    }
}
