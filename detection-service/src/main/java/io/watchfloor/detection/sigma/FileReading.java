package io.watchfloor.detection.sigma;

import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleImport.Draft;
import io.watchfloor.detection.sigma.ImportReport.Rejected;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCorrelation;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaFilter;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads files into drafts of rules; a file with a problem gives none. */
final class FileReading {
    private final List<DraftFile> files = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Set<RuleId> taken = new HashSet<>();

    private FileReading() {}

    /** The drafts of one file, at least one. */
    record DraftFile(String name, List<Draft> drafts) {
        DraftFile {
            drafts = List.copyOf(drafts);
        }
    }

    /** What was read. */
    record Read(List<DraftFile> files, List<Rejected> rejected) {
        Set<RuleId> ids() {
            Set<RuleId> ids = new HashSet<>();
            files.forEach(file -> file.drafts().forEach(draft -> ids.add(draft.id())));
            return ids;
        }
    }

    static Read of(List<RuleFile> files) {
        FileReading reading = new FileReading();
        files.forEach(reading::read);
        return new Read(List.copyOf(reading.files), List.copyOf(reading.rejected));
    }

    private void read(RuleFile file) {
        SigmaFile parsed = SigmaParser.parse(file.fileName(), file.content(), Placeholders.NONE);
        List<Rejected> problems = new ArrayList<>();
        parsed.problems()
                .forEach(problem -> problems.add(new Rejected(
                        file.fileName(), problem.line(), problem.column(), problem.code(), problem.message())));
        List<Draft> drafts = new ArrayList<>();
        Set<RuleId> ids = new HashSet<>();
        for (SigmaDocument document : parsed.documents()) {
            switch (document) {
                case SigmaRule rule -> drafts.add(draft(rule, ids, problems));
                case SigmaCorrelation correlation ->
                    problems.add(rejected(correlation, "unsupported", "correlations are not rules of the stream yet"));
                case SigmaFilter filter ->
                    problems.add(rejected(filter, "unsupported", "filters are not kept; use suppressions"));
            }
        }
        if (problems.isEmpty()) {
            taken.addAll(ids);
            files.add(new DraftFile(file.fileName(), drafts));
        }
        rejected.addAll(problems);
    }

    private Draft draft(SigmaRule rule, Set<RuleId> ids, List<Rejected> problems) {
        RuleId id = id(rule.id());
        if (taken.contains(id) || !ids.add(id)) {
            problems.add(rejected(rule, "duplicate_id", "the id " + rule.id() + " is taken by an earlier document"));
        }
        return new Draft(id, rule);
    }

    static Rejected rejected(SigmaDocument document, String code, String message) {
        return new Rejected(document.source().file(), document.source().line(), 1, code, message);
    }

    /** The document's own id where it is a UUID, so that the next import finds the rule again; else one made of it. */
    private static RuleId id(String id) {
        return RuleId.parse(id)
                .orElseGet(() -> new RuleId(UUID.nameUUIDFromBytes(("sigma:" + id).getBytes(StandardCharsets.UTF_8))));
    }
}
