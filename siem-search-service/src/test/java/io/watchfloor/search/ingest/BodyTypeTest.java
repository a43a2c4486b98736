package io.watchfloor.search.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.ingest.BodyType.Form;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTypeTest {
    @ParameterizedTest
    @CsvSource({
        "application/json,JSON",
        "Application/JSON; charset=utf-8,JSON",
        "'',JSON",
        "application/x-ndjson,NDJSON",
        "application/ndjson;charset=UTF-8,NDJSON",
        "text/plain,TEXT"
    })
    void theContentTypeSaysHowLogsStandInTheBody(String contentType, Form form) {
        assertThat(BodyType.of(contentType)).isEqualTo(new BodyType(form, StandardCharsets.UTF_8));
    }

    @Test
    void withoutAContentTypeItIsJson() {
        assertThat(BodyType.of(null).form()).isEqualTo(Form.JSON);
    }

    @Test
    void textHasItsCharset() {
        assertThat(BodyType.of("text/plain; charset=ISO-8859-1").charset()).isEqualTo(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/csv",
                "application/x-www-form-urlencoded",
                "text/plain;charset=klingon",
                "text/plain;charset=../etc",
                "nonsense",
                "/",
                "*/*"
            })
    void anyOtherTypeIsRefused(String contentType) {
        assertThatThrownBy(() -> BodyType.of(contentType))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(CommonProblem.UNSUPPORTED_MEDIA_TYPE))
                .hasMessageContaining("text/plain");
    }
}
