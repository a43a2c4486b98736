package io.watchfloor.search.hunt;

import io.watchfloor.search.search.SearchRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which events a run by hand looks at, and how many it answers. */
@Schema(name = "HuntRunRequest")
public record HuntRunRequest(
        @Schema(description = "Event time up to now, such as 24h; the hunt's if absent; not together with from")
        @Nullable
        String timeRange,

        @Schema(description = "Event time after this instant, RFC 3339") @Nullable
        String from,

        @Schema(description = "Event time up to and with this instant, RFC 3339; now if absent") @Nullable
        String to,

        @Schema(description = "1 to 1000", defaultValue = "100") @Nullable
        Integer maxResults) {
    static final HuntRunRequest DEFAULT = new HuntRunRequest(null, null, null, null);

    /** The search that the run is. */
    SearchRequest search(HuntSpec spec, String standardRange) {
        return SearchRequest.of(HuntQuery.text(spec), range(spec, standardRange), spec.source(), maxResults)
                .between(from, to);
    }

    private @Nullable String range(HuntSpec spec, String standardRange) {
        if (timeRange != null || from != null || to != null) {
            return timeRange;
        }
        return spec.timeRange() == null ? standardRange : spec.timeRange();
    }
}
