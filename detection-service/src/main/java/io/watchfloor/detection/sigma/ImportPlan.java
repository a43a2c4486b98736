package io.watchfloor.detection.sigma;

import io.watchfloor.detection.rule.ImportDecision;
import io.watchfloor.detection.rule.ImportDecision.Outcome;
import io.watchfloor.detection.rule.ImportDecision.Refused;
import io.watchfloor.detection.rule.ImportDecision.Stored;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleImport.Draft;
import io.watchfloor.detection.rule.SigmaText;
import io.watchfloor.detection.rule.TestStatus;
import io.watchfloor.detection.sigma.FileReading.DraftFile;
import io.watchfloor.detection.sigma.ImportReport.Accepted;
import io.watchfloor.detection.sigma.ImportReport.Costly;
import io.watchfloor.detection.sigma.ImportReport.Counts;
import io.watchfloor.detection.sigma.ImportReport.Rejected;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.engine.EngineRule;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.library.KeyFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What an import comes to: file by file, all of a file or nothing. */
final class ImportPlan {
    private final List<Stored> stored = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<EngineRule> matched = new ArrayList<>();

    /** Decides on the drafts of each file. */
    static ImportPlan of(List<DraftFile> files, Function<Draft, ImportDecision> decide) {
        ImportPlan plan = new ImportPlan();
        for (DraftFile file : files) {
            plan.take(file, decide);
        }
        return plan;
    }

    private void take(DraftFile file, Function<Draft, ImportDecision> decide) {
        List<Rejected> refusals = new ArrayList<>();
        List<Runnable> acceptances = new ArrayList<>();
        for (Draft draft : file.drafts()) {
            switch (decide.apply(draft)) {
                case Stored decision -> acceptances.add(() -> accept(file.name(), draft, decision));
                case Refused(var errors) ->
                    errors.forEach(error ->
                            refusals.add(FileReading.rejected(draft.unit().top(), error.code(), error.message())));
            }
        }
        if (refusals.isEmpty()) {
            acceptances.forEach(Runnable::run);
        }
        rejected.addAll(refusals);
    }

    private void accept(String file, Draft draft, Stored decision) {
        stored.add(decision);
        SigmaText.OnEvents onEvents = SigmaText.onEvents(draft.unit());
        onEvents.conditions()
                .forEach(condition -> matched.add(new EngineRule(draft.id().toString(), condition)));
        accepted.add(new Accepted(
                file,
                draft.id(),
                decision.rule().spec().name(),
                decision.outcome(),
                decision.rule().effective().enabled(),
                TestStatus.of(Optional.of(decision.trial())),
                onEvents.notes()));
    }

    /** The rules as they are to be stored. */
    List<Stored> stored() {
        return stored;
    }

    /** The report. Compiles the rules as the stream would, to say which are costly. */
    ImportReport report(boolean dryRun, RuleFiles files, List<Rejected> unread) {
        List<Rejected> all = new ArrayList<>(files.rejected());
        all.addAll(unread);
        all.addAll(rejected);
        Set<String> names = new LinkedHashSet<>();
        all.forEach(each -> names.add(each.file()));
        List<Costly> costly = costly();
        Counts counts = new Counts(
                files.files().size() + files.rejected().size(),
                names.size(),
                files.ignored(),
                count(Outcome.CREATED),
                count(Outcome.UPDATED),
                count(Outcome.UNCHANGED),
                costly.size());
        return new ImportReport(dryRun, counts, accepted, all, costly);
    }

    private int count(Outcome outcome) {
        return (int) accepted.stream().filter(each -> each.outcome() == outcome).count();
    }

    private List<Costly> costly() {
        List<EngineRule> rules = matched.stream()
                .filter(rule -> !rule.condition().equals(Condition.FALSE))
                .toList();
        return RuleSet.compile(rules, KeyFields.options(rules)).costly().stream()
                .map(each -> new Costly(
                        Objects.requireNonNull(RuleId.parse(each.ruleId()).orElse(null)), each.reason()))
                .distinct()
                .toList();
    }
}
