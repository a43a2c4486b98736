package io.watchfloor.detection.sigma;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The starter pack as a user imports it: each file is one detection, and all may be enabled. */
@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class StarterImportTest {
    private static final Path STARTER = Path.of("../rules/starter");

    @Test
    void everyFileIsADetectionThatMayBeEnabled() throws IOException {
        List<Map<String, String>> files;
        try (Stream<Path> found = Files.walk(STARTER)) {
            files = found.filter(file -> file.toString().endsWith(".yml"))
                    .map(file -> Map.of("file_name", file.getFileName().toString(), "content", read(file)))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(60);
        given().header("Authorization", Tokens.bearer("root", "starter", "detection_engineer"))
                .contentType(ContentType.JSON)
                .body(files)
                .post("/api/v1/detections/rules/import?enable=true")
                .then()
                .statusCode(200)
                .body("rejected", empty())
                .body("accepted.size()", equalTo(files.size()))
                .body("accepted.enabled", everyItem(is(true)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
