package io.watchfloor.search.correlate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events and the indicators that at least two of them share. The order is by time and id for events, then by kind and value for indicators;
 * edges are in the order of their ends.
 *
 * @param nodes events first
 * @param edges each from an event to an indicator
 * @param truncated whether edges were left out, as there were more than {@link #MOST_EDGES}
 */
public record CorrelationGraph(List<Node> nodes, List<Edge> edges, boolean truncated) {
    /** Edges of a graph. */
    public static final int MOST_EDGES = 20_000;

    private static final Comparator<Sighting> BY_FIELD =
            Comparator.comparing(Sighting::field).thenComparing(Sighting::value);

    public CorrelationGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** What a node stands for. */
    public enum NodeType {
        @JsonProperty("event")
        EVENT,
        @JsonProperty("indicator")
        INDICATOR
    }

    /**
     * An event or an indicator.
     *
     * @param id the event's id, or kind and value of the indicator
     * @param label for a person
     * @param timestamp of an event
     * @param depth of an event: 0 for a given one
     * @param fields of an event: those that were compared, with their values; every edge is among them
     * @param kind of an indicator
     * @param value of an indicator
     * @param hub whether so many events have the indicator that it led to no others
     */
    public record Node(
            String id,
            NodeType type,
            String label,
            @Nullable Instant timestamp,
            @Nullable Integer depth,
            @Nullable Map<String, List<String>> fields,
            @Nullable String kind,
            @Nullable String value,
            @Nullable Boolean hub) {}

    /**
     * An event has an indicator.
     *
     * @param source id of the event's node
     * @param target id of the indicator's node
     * @param field of the event
     * @param value of the field
     */
    public record Edge(String source, String target, String field, String value) {}

    /** @param labels of events by id; an event without one is called by its id */
    public static CorrelationGraph of(Correlation correlation, Map<UUID, String> labels) {
        return new Builder(correlation, labels).build();
    }

    private record Builder(Correlation correlation, Map<UUID, String> labels) {
        CorrelationGraph build() {
            List<RelatedEvent> events = Stream.concat(correlation.given().stream(), correlation.related().stream())
                    .sorted(Comparator.comparingLong(
                                    (RelatedEvent one) -> one.event().time())
                            .thenComparing(RelatedEvent::event, SeenEvent.BY_ID))
                    .toList();
            Map<Indicator, Boolean> drawn = drawn(events);
            List<Node> nodes = new ArrayList<>(events.stream().map(this::node).toList());
            drawn.forEach((indicator, isHub) -> nodes.add(node(indicator, isHub)));
            List<Edge> edges = events.stream()
                    .flatMap(one -> one.event().sightings().stream()
                            .filter(sighting -> drawn.containsKey(sighting.indicator()))
                            .map(sighting -> edge(one, sighting)))
                    .limit(MOST_EDGES + 1L)
                    .toList();
            boolean cut = edges.size() > MOST_EDGES;
            return new CorrelationGraph(nodes, cut ? edges.subList(0, MOST_EDGES) : edges, cut);
        }

        /** The indicators that two events share, and whether they are hubs. */
        private Map<Indicator, Boolean> drawn(List<RelatedEvent> events) {
            Set<Indicator> hubs = new HashSet<>();
            correlation.hubs().forEach(hub -> hubs.add(hub.indicator()));
            Map<Indicator, UUID> first = new HashMap<>();
            Map<Indicator, Boolean> shared = new TreeMap<>();
            for (RelatedEvent one : events) {
                for (Sighting sighting : one.event().sightings()) {
                    UUID seen =
                            first.putIfAbsent(sighting.indicator(), one.event().id());
                    boolean isHub = hubs.contains(sighting.indicator());
                    if (isHub || (seen != null && !seen.equals(one.event().id()))) {
                        shared.put(sighting.indicator(), isHub);
                    }
                }
            }
            return shared;
        }

        private Node node(RelatedEvent one) {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            one.event().sightings().stream()
                    .sorted(BY_FIELD)
                    .forEach(sighting -> fields.computeIfAbsent(sighting.field(), field -> new ArrayList<>())
                            .add(sighting.value()));
            UUID id = one.event().id();
            return new Node(
                    id.toString(),
                    NodeType.EVENT,
                    labels.getOrDefault(id, id.toString()),
                    Instant.ofEpochMilli(one.event().time()),
                    one.depth(),
                    fields,
                    null,
                    null,
                    null);
        }

        private static Node node(Indicator indicator, boolean isHub) {
            return new Node(
                    indicator.nodeId(),
                    NodeType.INDICATOR,
                    indicator.value(),
                    null,
                    null,
                    null,
                    indicator.kind(),
                    indicator.value(),
                    isHub);
        }

        private static Edge edge(RelatedEvent one, Sighting sighting) {
            return new Edge(
                    one.event().id().toString(), sighting.indicator().nodeId(), sighting.field(), sighting.value());
        }
    }
}
