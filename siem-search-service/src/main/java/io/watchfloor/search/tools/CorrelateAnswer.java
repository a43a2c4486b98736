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
 * @param events by id; one that was dropped meanwhile is missing
 */
record CorrelateAnswer(Correlation correlation, Map<UUID, Event> events, boolean complete) {

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
        List<Related> related = correlation.related().stream()
                .flatMap(one -> related(one, rights).stream())
                .toList();
        return new CorrelateResult(
                given.stream().map(UUID::toString).toList(),
                notFound(asked, Set.copyOf(given)),
                related,
                graph,
                related.size(),
                hubs(),
                correlation.leftOut() > 0 || correlation.cut() || graph.truncated() || !complete,
                correlation.leftOut(),
                complete,
                complete ? null : "time");
    }

    private static List<String> notFound(List<String> asked, Set<UUID> given) {
        return asked.stream()
                .filter(id -> EventIdText.of(id).filter(given::contains).isEmpty())
                .toList();
    }

    private List<Related> related(RelatedEvent one, FieldRights rights) {
        @Nullable Event event = events.get(one.event().id());
        if (event == null) {
            return List.of();
        }
        List<Shared> shared = one.shared().stream().map(CorrelateAnswer::shared).toList();
        return List.of(new Related(
                event.id(),
                one.score(),
                one.depth(),
                shared,
                rights.shown(event).fields()));
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
