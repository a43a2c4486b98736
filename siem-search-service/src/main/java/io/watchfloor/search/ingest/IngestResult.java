package io.watchfloor.search.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the logs of one request, in their order. */
public record IngestResult(int accepted, int rejected, List<Item> items) {
    public IngestResult {
        items = List.copyOf(items);
    }

    static IngestResult of(List<Item> items) {
        int accepted = (int)
                items.stream().filter(item -> item.status() == Status.ACCEPTED).count();
        return new IngestResult(accepted, items.size() - accepted, items);
    }

    /**
     * One log.
     *
     * @param index its place in the request, from 0
     * @param id its event id; absent when it was rejected
     * @param error why it was rejected
     */
    public record Item(
            int index,
            Status status,
            @Nullable String id,
            @Nullable Reason error) {}

    /** Whether a log is kept. */
    public enum Status {
        @com.fasterxml.jackson.annotation.JsonProperty("accepted")
        ACCEPTED,
        @com.fasterxml.jackson.annotation.JsonProperty("rejected")
        REJECTED
    }

    /** Why a log was rejected. */
    public record Reason(String code, String message) {}
}
