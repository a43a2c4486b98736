package io.watchfloor.detection.sigma;

import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleImport.Draft;
import io.watchfloor.detection.sigma.ImportReport.Rejected;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaDocument;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaFilter;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaProblem;
import io.watchfloor.rules.sigma.SigmaUnit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads files together into drafts of rules; a file with a problem gives none. */
final class FileReading {
    private final List<DraftFile> files = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

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
        List<SigmaFile> parsed = files.stream()
                .map(file -> SigmaParser.parse(file.fileName(), file.content(), Placeholders.NONE))
                .toList();
        SigmaCollection collection = SigmaCollection.of(parsed);
        collection.problems().forEach(reading::reject);
        Set<String> faulty = reading.rejected.stream().map(Rejected::file).collect(Collectors.toSet());
        for (SigmaFile file : parsed) {
            if (!faulty.contains(file.name())) {
                reading.read(file, collection);
            }
        }
        return new Read(List.copyOf(reading.files), List.copyOf(reading.rejected));
    }

    private void reject(SigmaProblem problem) {
        rejected.add(new Rejected(problem.file(), problem.line(), problem.column(), problem.code(), problem.message()));
    }

    /** What only others stand on comes with those; a filter comes with the rules that it narrows. */
    private void read(SigmaFile file, SigmaCollection all) {
        List<Draft> drafts = new ArrayList<>();
        List<SigmaProblem> problems = new ArrayList<>();
        for (SigmaDocument document : file.documents()) {
            if (!(document instanceof SigmaFilter) && !all.silent().contains(document.id())) {
                SigmaDocument top = all.find(document.id()).orElseThrow();
                String text = SigmaUnit.textOf(top, all);
                SigmaUnit.Read unit = SigmaUnit.read(file.name(), text);
                problems.addAll(unit.problems());
                unit.sound().ifPresent(sound -> drafts.add(new Draft(id(document.id()), sound, text)));
            }
        }
        problems.forEach(this::reject);
        if (problems.isEmpty() && !drafts.isEmpty()) {
            files.add(new DraftFile(file.name(), drafts));
        }
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
