package io.watchfloor.detection.sigma;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.detection.rule.KnownRule;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleImport;
import io.watchfloor.detection.rule.RuleImport.Mode;
import io.watchfloor.detection.sigma.FileReading.Read;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Imports Sigma rules. Reading and compiling happen on a worker thread, between the reads and writes of the database. */
@ApplicationScoped
class ImportService {
    private final RuleImport rules;
    private final ImportConfig limits;

    ImportService(RuleImport rules, ImportConfig limits) {
        this.rules = rules;
        this.limits = limits;
    }

    /** How to import. */
    record Wish(boolean dryRun, boolean enable, boolean allowUntested) {
        Mode mode() {
            return new Mode(enable, allowUntested);
        }
    }

    Uni<ImportReport> importFile(Caller caller, String name, byte[] yaml, Wish wish) {
        return take(caller, () -> single(name, yaml), wish);
    }

    Uni<ImportReport> importFiles(Caller caller, List<RuleFile> files, Wish wish) {
        return take(caller, () -> listed(files), wish);
    }

    Uni<ImportReport> importArchive(Caller caller, byte[] zip, Wish wish) {
        return take(caller, () -> RuleArchive.read(zip, limits), wish);
    }

    private Uni<ImportReport> take(Caller caller, Supplier<RuleFiles> source, Wish wish) {
        if (wish.allowUntested() && !caller.hasRole(Roles.ADMIN)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "allow_untested is an administrator's to say");
        }
        return Uni.createFrom()
                .item(() -> new Loaded(source.get()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(loaded -> rules.known(caller, loaded.read().ids())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(known -> planned(caller, loaded, known, wish)))
                .call(planned -> wish.dryRun()
                        ? Uni.createFrom().voidItem()
                        : rules.store(caller, planned.plan().stored()))
                .map(Planned::report);
    }

    /** Files, and what was read of them. */
    private record Loaded(RuleFiles files, Read read) {
        Loaded(RuleFiles files) {
            this(files, FileReading.of(files.files()));
        }
    }

    private record Planned(ImportPlan plan, ImportReport report) {}

    private Planned planned(Caller caller, Loaded loaded, Map<RuleId, KnownRule> known, Wish wish) {
        ImportPlan plan = ImportPlan.of(
                loaded.read().files(), draft -> rules.decide(caller, draft, known.get(draft.id()), wish.mode()));
        return new Planned(
                plan, plan.report(wish.dryRun(), loaded.files(), loaded.read().rejected()));
    }

    private RuleFiles single(String name, byte[] yaml) {
        String text =
                FileText.of(yaml).orElseThrow(() -> ProblemException.invalid("", "encoding", "The body must be UTF-8"));
        return listed(List.of(new RuleFile(name, text)));
    }

    private RuleFiles listed(List<RuleFile> files) {
        long size = files.stream().mapToLong(file -> file.content().length()).sum();
        boolean tooLarge = files.stream()
                .anyMatch(file -> file.content().length() > limits.maxFileSize().asLongValue());
        if (tooLarge
                || files.size() > limits.maxFiles()
                || size > limits.maxTotalSize().asLongValue()) {
            throw new ProblemException(CommonProblem.TOO_LARGE, "Too many files, or too large ones");
        }
        return RuleFiles.of(files);
    }
}
