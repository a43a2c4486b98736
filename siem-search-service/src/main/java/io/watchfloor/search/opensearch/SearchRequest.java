package io.watchfloor.search.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.search.store.EventTimes;
import io.watchfloor.search.store.SequenceRange;
import io.watchfloor.search.store.StoreQuery;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of OpenSearch: the newest events of a tenant that may match, going on behind one. */
final class SearchRequest {
    private static final String TIME = "@timestamp";

    private final StoreQuery query;
    private final EventTimes times;
    private final Clause clause;

    private SearchRequest(StoreQuery query, EventTimes times, Clause clause) {
        this.query = query;
        this.times = times;
        this.clause = clause;
    }

    static SearchRequest of(StoreQuery query) {
        return new SearchRequest(query, EventTimes.of(query.range(), query.before()), ClauseFinder.of(query.query()));
    }

    /** @param size events at most */
    ObjectNode json(int size) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("size", size).put("track_total_hits", false);
        request.putArray("sort").add(newestFirst(TIME)).add(newestFirst("id"));
        UUID before = times.before();
        if (before != null) {
            request.putArray("search_after").add(EventTimes.of(before)).add(before.toString());
        }
        ArrayNode conditions = request.putObject("query").putObject("bool").putArray("filter");
        conditions.add(term("tenant", query.tenant().value()));
        conditions.add(range(TIME, times.low(), times.high() + 1));
        addSource(conditions, query.source());
        addSequence(conditions, query.sequence());
        conditions.add(
                Clause.any(List.of(clause, Clause.term("unread", "true"))).json());
        return request;
    }

    private static ObjectNode newestFirst(String field) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        return order.put(field, "desc");
    }

    private static void addSource(ArrayNode conditions, @Nullable String source) {
        if (source != null) {
            conditions.add(term("source", source));
        }
    }

    private static void addSequence(ArrayNode conditions, @Nullable SequenceRange sequence) {
        if (sequence == null) {
            return;
        }
        ObjectNode any = conditions.addObject().putObject("bool");
        any.put("minimum_should_match", 1);
        ArrayNode partitions = any.putArray("should");
        sequence.upTo().nextOffsets().forEach((partition, upTo) -> {
            ArrayNode both = partitions.addObject().putObject("bool").putArray("filter");
            both.add(term("partition", partition.toString()));
            both.add(range("offset", sequence.after().nextOffsets().getOrDefault(partition, 0L), upTo));
        });
    }

    private static ObjectNode term(String field, String value) {
        return Clause.term(field, value).json();
    }

    /** {@code from <= field < to}. */
    private static ObjectNode range(String field, long from, long to) {
        ObjectNode range = JsonNodeFactory.instance.objectNode();
        range.putObject("range").putObject(field).put("gte", from).put("lt", to);
        return range;
    }
}
