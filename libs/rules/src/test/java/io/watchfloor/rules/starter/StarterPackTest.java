package io.watchfloor.rules.starter;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.TechniqueStatus;
import io.watchfloor.rules.sigma.CorrelationTest;
import io.watchfloor.rules.sigma.CorrelationType;
import io.watchfloor.rules.sigma.RuleTest;
import io.watchfloor.rules.sigma.SigmaCorrelation;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaFilter;
import io.watchfloor.rules.sigma.SigmaHeader;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every rule that comes with the product has to have. */
class StarterPackTest {
    private static final int LEAST_RULES = 64;
    private static final int LEAST_OF_CLASS = 3;
    private static final int RANDOM = 4;
    private static final Set<TechniqueStatus> IN_USE = EnumSet.of(TechniqueStatus.ACTIVE, TechniqueStatus.UPCOMING);

    private final StarterPack pack = StarterPack.read();

    @Test
    void everyFileIsReadWithoutAProblem() {
        assertThat(pack.collection().problems()).isEmpty();
        assertThat(pack.detections()).hasSizeGreaterThanOrEqualTo(LEAST_RULES);
    }

    @Test
    void filesAreNamedInTheMannerOfSigmaAndHoldOneRuleThatAlerts() {
        assertThat(pack.files()).allSatisfy(file -> {
            assertThat(file.name()).matches("[a-z]+/[a-z0-9_]{10,70}\\.yml");
            assertThat(pack.detections(file)).as(file.name()).hasSize(1);
        });
    }

    @Test
    void idsAreRandomUuids() {
        assertThat(pack.documents())
                .allSatisfy(document ->
                        assertThat(UUID.fromString(document.id()).version()).isEqualTo(RANDOM));
    }

    @Test
    void rulesSayWhatTheySeeAndWhoseTheyAre() {
        assertThat(pack.documents()).allSatisfy(document -> {
            SigmaHeader header = document.header();
            assertThat(header.title()).as(header.id()).hasSizeBetween(10, 110);
            assertThat(header.description()).as(header.title()).isNotBlank();
            assertThat(header.level()).as(header.title()).isNotNull();
            assertThat(header.status()).isEqualTo("test");
            assertThat(header.details().author()).isEqualTo("Watchfloor");
            assertThat(header.details().date()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
        });
        assertThat(pack.detections())
                .allSatisfy(detection -> assertThat(detection.header().details().falsePositives())
                        .as(detection.header().title())
                        .isNotEmpty());
    }

    @Test
    void titlesAreUnique() {
        assertThat(pack.detections().stream().map(each -> each.header().title()))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachClassOfCriticalEventsHasRules() {
        Map<String, Long> counts = pack.detections().stream()
                .flatMap(each -> StarterPack.classes(each).stream())
                .collect(groupingBy(name -> name, counting()));
        assertThat(counts.keySet())
                .containsExactlyInAnyOrder(
                        "authentication",
                        "data_access",
                        "configuration_change",
                        "security_control",
                        "privilege_escalation",
                        "suspicious_connection",
                        "malware",
                        "policy_violation");
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(LEAST_OF_CLASS));
        assertThat(pack.detections())
                .allSatisfy(detection -> assertThat(StarterPack.classes(detection))
                        .as(detection.header().title())
                        .isNotEmpty());
    }

    @Test
    void techniquesAreThoseOfTheCatalogue() {
        AttackCatalogue catalogue = AttackCatalogue.bundled();
        assertThat(pack.detections()).allSatisfy(detection -> {
            SigmaHeader header = detection.header();
            assertThat(header.tactics()).as(header.title()).isNotEmpty();
            assertThat(header.techniques())
                    .as(header.title())
                    .isNotEmpty()
                    .allSatisfy(technique -> assertThat(catalogue.technique(new TechniqueId(technique)))
                            .as(technique)
                            .hasValueSatisfying(
                                    found -> assertThat(found.status()).isIn(IN_USE)));
        });
    }

    @Test
    void everyRuleHasEventsThatItMatchesAndSomeThatItDoesNot() {
        Set<String> silent = pack.collection().silent();
        assertThat(pack.documents()).allSatisfy(document -> {
            List<Boolean> cases = cases(document).toList();
            assertThat(cases).as(document.header().title()).contains(true);
            assertThat(cases.stream().filter(matches -> !matches).count())
                    .as(document.header().title())
                    .isGreaterThanOrEqualTo(silent.contains(document.id()) ? 1 : 2);
        });
    }

    @Test
    void everyKindOfCorrelationIsUsed() {
        assertThat(pack.collection().correlations().stream().map(SigmaCorrelation::type))
                .contains(CorrelationType.values());
    }

    private static Stream<Boolean> cases(SigmaDocument document) {
        return switch (document) {
            case SigmaRule rule -> rule.tests().stream().map(RuleTest::matches);
            case SigmaCorrelation correlation -> correlation.tests().stream().map(CorrelationTest::matches);
            case SigmaFilter ignored -> Stream.empty();
        };
    }
}
