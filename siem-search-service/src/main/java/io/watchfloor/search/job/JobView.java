package io.watchfloor.search.job;

import io.watchfloor.search.search.FoundEvent;
import io.watchfloor.search.search.SearchResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A search job as its owner sees it.
 *
 * @param progress the part of the time range that was looked at, 0 to 1
 * @param total events that match among those looked at; exact when all were
 * @param kept events that can be read as results
 * @param complete whether the whole time range was looked at
 * @param reason why it ended before; absent while it goes on and when complete
 * @param error why it failed
 * @param lookedTo the time back to which, or when oldest first up to which, everything was looked at
 * @param events the first ten that were found
 */
@Schema(name = "SearchJob")
public record JobView(
        UUID jobId,
        JobState state,
        double progress,
        SearchResult.Total total,
        int kept,
        boolean complete,
        @Nullable String reason,
        @Nullable String error,
        String query,
        String timeRange,
        Instant from,
        Instant to,
        @Nullable Instant lookedTo,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant expiresAt,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class) @Nullable
        List<FoundEvent> events) {
    static JobView of(Job job, @Nullable List<FoundEvent> events) {
        return new JobView(
                job.id(),
                job.state(),
                job.progress(),
                new SearchResult.Total(
                        job.counts().matched(),
                        SearchResult.Relation.of(job.counts().exact())),
                job.counts().kept(),
                job.counts().exact(),
                job.reason(),
                job.error(),
                String.valueOf(job.request().query()),
                job.request().range(),
                job.position().range().from(),
                job.position().range().to(),
                job.lookedTo(),
                job.times().created(),
                job.times().started(),
                job.times().finished(),
                job.times().expires(),
                events);
    }
}
