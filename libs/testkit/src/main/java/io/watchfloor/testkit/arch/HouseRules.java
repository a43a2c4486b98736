package io.watchfloor.testkit.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Every module with code of ours has a test class that extends this one: the rules marked [A] in the house style. */
public abstract class HouseRules {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("io.watchfloor");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.watchfloor");

    /** Plain Java: modules of libs but platform, and the packages inside services that only decide. */
    private static final String[] KERNELS = {
        "io.watchfloor.contracts..",
        "io.watchfloor.query..",
        "io.watchfloor.parsers..",
        "io.watchfloor.rules..",
        "io.watchfloor.observables..",
        "io.watchfloor.attack..",
        "io.watchfloor.blocks..",
        "io.watchfloor.promotion.render..",
        "io.watchfloor.promotion.dedup..",
        "io.watchfloor.cases.workflow..",
        "io.watchfloor.cases.sla..",
        "io.watchfloor.search.correlate..",
        "io.watchfloor.detection.anomaly..",
    };

    private static final String[] TOOLS = {"io.watchfloor.local..", "io.watchfloor.cli.."};

    private static final DescribedPredicate<JavaClass> CLOCK_OWNER =
            JavaClass.Predicates.resideInAPackage("io.watchfloor.platform.time..");

    @Test
    void kernelsArePlainJava() {
        check(noClasses()
                .that()
                .resideInAnyPackage(KERNELS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "org.hibernate..",
                        "org.jboss..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "java.nio.file..",
                        "java.sql..",
                        "java.net.http..")
                .because("a kernel decides; frameworks, logging and I/O belong to the service around it"));
    }

    @Test
    void onlyPlatformTimeReadsTheClockOrMakesIds() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(TOOLS)
                .and(DescribedPredicate.not(CLOCK_OWNER))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .because("time and ids are injected, so that every decision can be repeated"));
    }

    @Test
    void namesSayWhatAClassIsFor() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .because("such a name hides what the class does"));
    }

    @Test
    void injectionIsByConstructor() {
        check(noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("a constructor shows what a class needs and lets a test give it"));
        check(noFields()
                .should()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .because("one @ConfigMapping per feature"));
    }

    @Test
    void userPatternsNeverMeetABacktrackingEngine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(TOOLS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .because("one crafted line must not stop the house; RE2/J is linear"));
    }

    @Test
    void nothingBlocksOrSubscribesByHand() {
        check(noClasses()
                .that()
                .resideInAPackage("io.watchfloor..")
                .and()
                .resideOutsideOfPackages(TOOLS)
                .and()
                .resideOutsideOfPackage("io.watchfloor.platform.readiness..")
                .should()
                .callMethod("io.smallrye.mutiny.Uni", "await")
                .orShould()
                .callMethod("io.smallrye.mutiny.Uni", "subscribe")
                .orShould()
                .callMethod("io.smallrye.mutiny.Multi", "subscribe")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .because("a blocked event loop serves nobody; start-up checks alone may wait"));
    }

    @Test
    void servicesKnowOneAnotherOnlyByContract() {
        check(slices().matching("io.watchfloor.(search|detection|promotion|cases)..")
                .should()
                .notDependOnEachOther()
                .because("services meet on topics and documented REST calls"));
    }

    @Test
    void featuresFormNoCycles() {
        check(slices().matching("io.watchfloor.(*).(*)..").should().beFreeOfCycles());
    }

    @Test
    void entitiesAndRowsStayInsideTheirFeature() {
        check(classes()
                .that()
                .haveSimpleNameEndingWith("Entity")
                .or()
                .haveSimpleNameEndingWith("Row")
                .should()
                .bePackagePrivate()
                .orShould()
                .notBeTopLevelClasses());
    }

    @Test
    void messagesLeaveThroughTheOutbox() {
        check(noClasses()
                .should()
                .callMethod("io.smallrye.reactive.messaging.MutinyEmitter", "sendAndForget", "java.lang.Object")
                .because("what is sent before the commit may never have happened"));
    }

    @Test
    void testsWaitForConditionsNotForTime() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .allowEmptyShould(true)
                .because("a sleeping test is slow when it passes and wrong when it fails")
                .check(TESTS);
    }

    @Test
    void constantsAreFinal() {
        check(fields().that().areStatic().and().arePublic().should().beFinal());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }
}
