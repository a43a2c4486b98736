package io.watchfloor.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.watchfloor.attack.DeclaredRule.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NavigatorLayerTest {
    private static final Facts TESTED = new Facts(true, true, false, false);
    private static final Facts FIRED = new Facts(true, true, true, true);

    /** As the services write JSON: the format's names hold nevertheless. */
    private final ObjectMapper mapper =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Test
    void theLayerIsOfFormatFourPointFive() {
        JsonNode layer = mapper.valueToTree(NavigatorLayer.of(
                CoverageTest.coverage(
                        CoverageTest.rule("Guessing", TESTED, "T1110.001"),
                        CoverageTest.rule("Spraying", FIRED, "T1110.003")),
                "acme"));
        assertThat(layer.at("/versions"))
                .isEqualTo(mapper.valueToTree(Map.of("attack", "18", "navigator", "5.2.0", "layer", "4.5")));
        assertThat(layer.at("/name").asText()).isEqualTo("acme");
        assertThat(layer.at("/domain").asText()).isEqualTo("enterprise-attack");
        assertThat(layer.at("/techniques")).hasSize(3);
        assertThat(layer.at("/techniques/0"))
                .isEqualTo(mapper.valueToTree(Map.of(
                        "techniqueID",
                        "T1110",
                        "score",
                        100,
                        "color",
                        "#31a354",
                        "comment",
                        "2 enabled rules, 1 proven",
                        "enabled",
                        true,
                        "metadata",
                        List.of(
                                Map.of("name", "rule", "value", "Guessing (tested)"),
                                Map.of("name", "rule", "value", "Spraying (fired)")),
                        "showSubtechniques",
                        true)));
        assertThat(layer.at("/techniques/1/score").asInt()).isEqualTo(50);
        assertThat(layer.at("/techniques/1/showSubtechniques").asBoolean()).isFalse();
    }

    @Test
    void everyNameAndTypeIsOneOfTheFormat() {
        JsonNode layer = mapper.valueToTree(
                NavigatorLayer.of(CoverageTest.coverage(CoverageTest.rule("a", FIRED, "T1110")), "acme"));
        assertThat(names(layer))
                .isSubsetOf(
                        "name",
                        "versions",
                        "domain",
                        "description",
                        "customDataURL",
                        "filters",
                        "sorting",
                        "layout",
                        "hideDisabled",
                        "techniques",
                        "gradient",
                        "legendItems",
                        "metadata",
                        "links");
        assertThat(names(layer.at("/techniques/0")))
                .isSubsetOf(
                        "techniqueID",
                        "tactic",
                        "comment",
                        "enabled",
                        "score",
                        "color",
                        "metadata",
                        "links",
                        "showSubtechniques");
        assertThat(names(layer.at("/gradient"))).containsExactlyInAnyOrder("colors", "minValue", "maxValue");
        assertThat(layer.at("/gradient/maxValue").asInt())
                .isGreaterThan(layer.at("/gradient/minValue").asInt());
        assertThat(layer.at("/gradient/colors"))
                .hasSize(5)
                .allSatisfy(color -> assertThat(color.asText()).matches("#[0-9a-f]{6}"));
        assertThat(layer.at("/legendItems"))
                .hasSize(5)
                .allSatisfy(item -> assertThat(names(item)).containsExactlyInAnyOrder("label", "color"));
        assertThat(layer.at("/metadata"))
                .allSatisfy(item -> assertThat(names(item)).containsExactlyInAnyOrder("name", "value"));
    }

    @Test
    void whatIsNotInTheMatrixIsNamedBesideIt() {
        NavigatorLayer layer = NavigatorLayer.of(
                CoverageTest.coverage(CoverageTest.rule("a", FIRED, "T1685.001", "T9999", "T1110")), "acme");
        assertThat(layer.techniques())
                .extracting(NavigatorLayer.TechniqueNote::techniqueId)
                .containsExactly("T1110");
        assertThat(layer.metadata())
                .contains(new NavigatorLayer.LayerMetadata("not in the matrix", "T1685, T1685.001, T9999"));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
