package io.watchfloor.search.job;

import io.watchfloor.search.search.FoundEvent;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a search job found.
 *
 * @param items in the order of the search
 * @param nextCursor for the next page; absent when the job has ended and all was read
 * @param state of the job: as long as it is queued or running, more may come
 */
@Schema(name = "SearchJobResults")
public record JobResults(
        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<FoundEvent> items,

        @Nullable String nextCursor,
        JobState state) {
    public JobResults {
        items = List.copyOf(items);
    }
}
