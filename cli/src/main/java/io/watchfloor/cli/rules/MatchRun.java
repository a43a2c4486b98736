package io.watchfloor.cli.rules;

import io.watchfloor.rules.engine.MalformedEventException;
import io.watchfloor.rules.engine.Matcher;
import io.watchfloor.rules.engine.RuleSet;
import io.watchfloor.rules.library.RuleLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks a library about the events of files and writes an answer for each. */
final class MatchRun {
    private static final int REPORTED_LINES = 20;

    private final RuleLibrary library;
    private final EventFormat format;
    private final PrintWriter messages;
    private final boolean withSilent;
    private final Matcher matcher;
    private final CorrelationRun correlations;
    private final Map<Map<String, String>, RuleSet.Labels> labels = new HashMap<>();
    private final List<String> matched = new ArrayList<>();
    private final TreeSet<String> found = new TreeSet<>();
    private long broken;

    MatchRun(RuleLibrary library, EventFormat format, boolean withSilent, PrintWriter messages) {
        this.library = library;
        this.format = format;
        this.withSilent = withSilent;
        this.messages = messages;
        this.matcher = library.rules().matcher();
        this.correlations = new CorrelationRun(library);
    }

    /** Lines that hold no event. */
    long broken() {
        return broken;
    }

    CorrelationRun correlations() {
        return correlations;
    }

    void read(Path file, AnswerFile answers) throws IOException {
        try (EventFile lines = new EventFile(file)) {
            int number = 0;
            for (EventFile.Line line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (!line.isBlank()) {
                    read(line, file + ":" + number, answers);
                }
            }
        }
    }

    /** What is known now that no more events come, by the number of the event. */
    Map<Long, Set<String>> end() {
        Map<Long, Set<String>> late = correlations.end();
        late.values().forEach(ids -> ids.removeIf(id -> !isNamed(id)));
        late.values().removeIf(Set::isEmpty);
        return late;
    }

    private void read(EventFile.Line line, String place, AnswerFile answers) throws IOException {
        FileEvent event;
        try {
            event = format.read(line, place);
            match(event, answers.events());
        } catch (MalformedEventException | IOException e) {
            broken(place, String.valueOf(e.getMessage()));
            return;
        }
        answers.write(event.eid(), found);
    }

    private void broken(String place, String reason) {
        broken++;
        if (broken <= REPORTED_LINES) {
            String first = reason.lines().findFirst().orElse(reason);
            messages.println(place + ": no event: " + first);
        } else if (broken == REPORTED_LINES + 1) {
            messages.println("further lines without an event are only counted");
        }
    }

    private void match(FileEvent event, long number) throws IOException {
        matched.clear();
        found.clear();
        RuleSet rules = library.rules();
        RuleSet.Labels known = labels.computeIfAbsent(event.labels(), rules::labels);
        matcher.match(
                event.json(),
                event.from(),
                event.to(),
                known,
                rule -> matched.add(rules.rule(rule).id()));
        add(matched);
        add(correlations.onEvent(number, matched, event));
    }

    private void add(Collection<String> ruleIds) {
        for (String id : ruleIds) {
            if (isNamed(id)) {
                boolean unused = found.add(id);
            }
        }
    }

    private boolean isNamed(String ruleId) {
        return withSilent || !library.collection().silent().contains(ruleId);
    }
}
