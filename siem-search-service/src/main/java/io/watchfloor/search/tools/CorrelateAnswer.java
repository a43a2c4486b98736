package io.watchfloor.search.tools;

import io.watchfloor.contracts.Event;
import io.watchfloor.search.correlate.Correlation;
import io.watchfloor.search.correlate.CorrelationGraph;
import io.watchfloor.search.correlate.RelatedEvent;
import io.watchfloor.search.correlate.Sighting;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.tools.CorrelateResult.HubView;
import io.watchfloor.search.tools.CorrelateResult.Related;
import io.watchfloor.search.tools.CorrelateResult.Shared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a correlation found, with its events.
 *
 * @param events by id; one that was dropped meanwhile is missing, and one for which there was no time
 * @param absent ids of which there is no event
 * @param room characters of events in an answer, about; those behind come by their ids alone
 */
record CorrelateAnswer(
        Correlation correlation, Map<UUID, Event> events, Set<UUID> absent, boolean complete, long room) {

    private CorrelationGraph graph() {
        Map<UUID, String> labels = new HashMap<>();
        events.forEach((id, event) -> labels.put(id, label(event)));
        return CorrelationGraph.of(correlation, labels);
    }

    /** @param asked ids as given */
    CorrelateResult result(List<String> asked, FieldRights rights) {
        CorrelationGraph graph = graph();
        List<UUID> given =
                correlation.given().stream().map(one -> one.event().id()).toList();
        List<Related> related = related(rights);
        boolean whole = related.isEmpty() || related.getLast().event() != null;
        return new CorrelateResult(
                given.stream().map(UUID::toString).toList(),
                notFound(asked),
                related,
                graph,
                related.size(),
                hubs(),
                correlation.leftOut() > 0 || correlation.cut() || graph.truncated() || !complete || !whole,
                correlation.leftOut(),
                complete,
                complete ? null : "time");
    }

    private List<String> notFound(List<String> asked) {
        return asked.stream()
                .filter(id -> EventIdText.of(id).map(absent::contains).orElse(true))
                .toList();
    }

    private List<Related> related(FieldRights rights) {
        List<Related> related = new ArrayList<>();
        long left = room;
        for (RelatedEvent one : correlation.related()) {
            @Nullable Event event = events.get(one.event().id());
            if (event != null) {
                left -= size(event);
                related.add(related(one, left < 0 ? null : rights.shown(event).fields()));
            } else if (!absent.contains(one.event().id())) {
                related.add(related(one, null));
            }
        }
        return related;
    }

    private static Related related(RelatedEvent one, @Nullable Map<String, Object> fields) {
        List<Shared> shared = one.shared().stream().map(CorrelateAnswer::shared).toList();
        return new Related(one.event().id().toString(), one.score(), one.depth(), shared, fields);
    }

    private static long size(Event event) {
        return event.fields().entrySet().stream()
                .mapToLong(field ->
                        field.getKey().length() + field.getValue().toString().length() + 6L)
                .sum();
    }

    private static Shared shared(Sighting sighting) {
        return new Shared(sighting.indicator().kind(), sighting.field(), sighting.value());
    }

    private List<HubView> hubs() {
        return correlation.hubs().stream()
                .map(hub -> new HubView(hub.indicator().kind(), hub.indicator().value(), hub.events()))
                .toList();
    }

    private static String label(Event event) {
        return Stream.of("event.dataset", "event.action", "host.name")
                .map(event::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
