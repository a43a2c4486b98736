package io.watchfloor.attack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A layer of the ATT&amp;CK Navigator, layer format 4.5 (attack-navigator, {@code layers/spec/v4.5/layerformat.md}).
 * Names are the format's own. A technique's score is that of its {@link CoverageLevel}.
 */
public record NavigatorLayer(
        @JsonProperty("name") String name,
        @JsonProperty("versions") LayerVersions versions,
        @JsonProperty("domain") String domain,
        @JsonProperty("description") String description,
        @JsonProperty("sorting") int sorting,
        @JsonProperty("hideDisabled") boolean hideDisabled,
        @JsonProperty("techniques") List<TechniqueNote> techniques,
        @JsonProperty("gradient") Gradient gradient,
        @JsonProperty("legendItems") List<LegendItem> legendItems,
        @JsonProperty("metadata") List<LayerMetadata> metadata) {
    private static final String FORMAT = "4.5";
    /** The first release of the Navigator that knows ATT&amp;CK 18. */
    private static final String NAVIGATOR = "5.2.0";

    private static final int BY_SCORE_DESCENDING = 3;
    private static final int NAMED_RULES = 20;

    /** Which versions the layer is of; {@code attack} is the major version. */
    public record LayerVersions(
            @JsonProperty("attack") String attack,
            @JsonProperty("navigator") String navigator,
            @JsonProperty("layer") String layer) {}

    /** A technique's annotation; it shows under each tactic of the technique. */
    public record TechniqueNote(
            @JsonProperty("techniqueID") String techniqueId,
            @JsonProperty("score") int score,
            @JsonProperty("color") String color,
            @JsonProperty("comment") String comment,
            @JsonProperty("enabled") boolean enabled,
            @JsonProperty("metadata") List<LayerMetadata> metadata,
            @JsonProperty("showSubtechniques") boolean showSubtechniques) {}

    /** Colours from {@code minValue} to {@code maxValue}, evenly spaced. */
    public record Gradient(
            @JsonProperty("colors") List<String> colors,
            @JsonProperty("minValue") int minValue,
            @JsonProperty("maxValue") int maxValue) {}

    public record LegendItem(
            @JsonProperty("label") String label,
            @JsonProperty("color") String color) {}

    public record LayerMetadata(
            @JsonProperty("name") String name,
            @JsonProperty("value") String value) {}

    /** The layer of a coverage: its techniques that are in the matrix; the others are named in the layer's metadata. */
    public static NavigatorLayer of(Coverage coverage, String name) {
        return new NavigatorLayer(
                name,
                new LayerVersions(major(coverage.attackVersion()), NAVIGATOR, FORMAT),
                "enterprise-attack",
                "Detection rules by technique: score 25 declared, 50 tests pass, 75 source present, 100 has fired",
                BY_SCORE_DESCENDING,
                false,
                coverage.techniques().stream()
                        .filter(NavigatorLayer::isInMatrix)
                        .map(NavigatorLayer::note)
                        .toList(),
                new Gradient(
                        levels().map(CoverageLevel::color).toList(),
                        CoverageLevel.NONE.score(),
                        CoverageLevel.FIRED.score()),
                levels().map(level -> new LegendItem(level.label(), level.color()))
                        .toList(),
                outside(coverage));
    }

    private static TechniqueNote note(TechniqueCoverage row) {
        CoverageLevel level = row.level();
        return new TechniqueNote(
                row.technique().id().value(),
                level.score(),
                level.color(),
                rules(row.declared()) + ", " + row.proven() + " proven",
                true,
                row.rules().stream()
                        .limit(NAMED_RULES)
                        .map(rule -> new LayerMetadata(
                                "rule", rule.name() + " (" + rule.level().wireName() + ")"))
                        .toList(),
                row.direct() < row.rules().size());
    }

    /** Only techniques of the layer's own version may stand in it. */
    private static List<LayerMetadata> outside(Coverage coverage) {
        String ids = Stream.concat(
                        coverage.techniques().stream()
                                .filter(row -> !isInMatrix(row))
                                .map(row -> row.technique().id()),
                        coverage.unknown().stream())
                .map(TechniqueId::value)
                .sorted()
                .collect(Collectors.joining(", "));
        LayerMetadata version = new LayerMetadata("ATT&CK", coverage.attackVersion());
        return ids.isEmpty() ? List.of(version) : List.of(version, new LayerMetadata("not in the matrix", ids));
    }

    private static boolean isInMatrix(TechniqueCoverage row) {
        return row.technique().status() == TechniqueStatus.ACTIVE;
    }

    private static Stream<CoverageLevel> levels() {
        return Arrays.stream(CoverageLevel.values());
    }

    private static String rules(int count) {
        return count == 1 ? "1 enabled rule" : count + " enabled rules";
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }
}
