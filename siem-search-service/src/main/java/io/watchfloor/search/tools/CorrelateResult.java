package io.watchfloor.search.tools;

import io.watchfloor.search.correlate.CorrelationGraph;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Events that belong to the given ones.
 *
 * @param eventIds the given events that were found, once each
 * @param notFound given ids of which there is no event
 * @param correlatedEvents by depth, then by how much their shared indicators say, then the nearest in time first
 * @param correlationGraph the given and the correlated events with the indicators that they share
 * @param totalRelated how many correlated events are answered
 * @param hubs indicators that so many events have that they led to no others
 * @param truncated whether there are more related events, indicators, edges or fields than are answered
 * @param leftOut related events that were found beyond {@code max_events}
 * @param complete false when the time was over before everything was looked at
 * @param reason why it is not complete
 */
@Schema(name = "CorrelateEventsResult")
public record CorrelateResult(
        List<String> eventIds,
        List<String> notFound,
        List<Related> correlatedEvents,
        CorrelationGraph correlationGraph,
        int totalRelated,
        List<HubView> hubs,
        boolean truncated,
        int leftOut,
        boolean complete,
        @Nullable String reason) {
    public CorrelateResult {
        eventIds = List.copyOf(eventIds);
        notFound = List.copyOf(notFound);
        correlatedEvents = List.copyOf(correlatedEvents);
        hubs = List.copyOf(hubs);
    }

    /**
     * A correlated event.
     *
     * @param score the fewer events have its shared indicators, the higher
     * @param depth over how many events it was found
     * @param shared what it shares with the events by which it was found
     * @param event ECS with flat dotted keys, without the raw input; absent where the answer would be too large
     */
    @Schema(name = "CorrelatedEvent")
    public record Related(
            String eventId,
            double score,
            int depth,
            List<Shared> shared,

            @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class) @Nullable
            Map<String, Object> event) {}

    /**
     * A shared indicator, as the event has it.
     *
     * @param kind {@code ip}, {@code user}, {@code hash}, …, or the name of a field
     */
    @Schema(name = "SharedIndicator")
    public record Shared(String kind, String field, String value) {}

    /** @param events how many were counted before it was given up */
    @Schema(name = "HubIndicator")
    public record HubView(String kind, String value, int events) {}
}
