package io.watchfloor.search.tools;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which events to find others for. */
@Schema(name = "CorrelateEventsRequest")
public record CorrelateRequest(
        @Schema(description = "Ids of events, 1 to 100", required = true, minItems = 1, maxItems = 100) @Nullable
        List<String> eventIds,

        @Schema(
                description =
                        "What is compared: src_ip, dst_ip, ip, user, hash, host, domain, url, process, session, or the name of any"
                                + " field; 1 to 20. Default: src_ip, dst_ip, user, hash",
                minItems = 1,
                maxItems = 20)
        @Nullable
        List<String> correlationFields,

        @Schema(
                description = "How far apart two events may be in event time, before or after: 30s, 15m, 1h, 7d",
                defaultValue = "15m")
        @Nullable
        String timeWindow,

        @Schema(
                description =
                        "1 finds events that share an indicator with a given one, 2 also those that share one with these, and so on",
                defaultValue = "1",
                minimum = "1",
                maximum = "5")
        @Nullable
        Integer depth,

        @Schema(description = "Related events that are answered", defaultValue = "100", minimum = "1", maximum = "5000")
        @Nullable
        Integer maxEvents,

        @Schema(
                description =
                        "An indicator that more events have than these is a hub: it is told, and leads to no other events",
                defaultValue = "1000",
                minimum = "1",
                maximum = "10000")
        @Nullable
        Integer hubEvents) {}
