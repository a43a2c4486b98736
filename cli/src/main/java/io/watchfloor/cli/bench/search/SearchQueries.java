package io.watchfloor.cli.bench.search;

import static io.watchfloor.cli.bench.search.SearchQuery.Kind.BEHIND;
import static io.watchfloor.cli.bench.search.SearchQuery.Kind.EVENTS;
import static io.watchfloor.cli.bench.search.SearchQuery.Kind.FACETS;
import static io.watchfloor.cli.bench.search.SearchQuery.Kind.HISTOGRAM;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.corpus.Plants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The questions of an analyst in both languages, as who knows OpenSearch well would ask them there. */
final class SearchQueries {
    /** Events of a page. */
    static final int PAGE = 100;
    /** Events before the page of the cursor. */
    static final int DEEP = 50_000;

    private static final int TOP = 20;
    private static final String TIME = "@timestamp";

    private final Instant start;
    private final Instant end;

    private SearchQueries(Corpus.Plan plan) {
        this.start = plan.start().minus(Duration.ofHours(1));
        this.end = plan.end();
    }

    static List<SearchQuery> of(Corpus.Plan plan) {
        return new SearchQueries(plan).all();
    }

    /** A user's events of fifteen minutes of the first day. */
    static SearchQuery early(Corpus.Plan plan, Duration within) {
        SearchQueries queries = new SearchQueries(plan);
        Instant to = plan.start().plus(within);
        return queries.quarter("equality", to);
    }

    private List<SearchQuery> all() {
        return List.of(
                events("needle", 0.35, Plants.WORD, match("match", "message", Plants.WORD)),
                quarter("equality", end.minus(Duration.ofHours(60))),
                events(
                        "infix",
                        0.35,
                        "process.command_line:*" + Plants.TOOL + "*",
                        match("wildcard", "process.command_line", "*" + Plants.TOOL + "*")),
                events("prefix", 0.2, "user.name:admin*", match("prefix", "user.name", "admin")),
                events("cidr24", 0.5, "source.ip:" + Plants.NET24, match("term", "source.ip", Plants.NET24)),
                events("cidr16", 0.35, "source.ip:" + Plants.NET16, match("term", "source.ip", Plants.NET16)),
                events(
                        "phrase",
                        0.35,
                        "message:\"" + Plants.PHRASE + "\"",
                        match("match_phrase", "message", Plants.PHRASE)),
                events(
                        "regex",
                        1.5,
                        "dns.question.name:/.*\\.(top|xyz)/",
                        match("regexp", "dns.question.name", ".*\\.(top|xyz)")),
                five(),
                events("newest", 0.2, "*", match("match_all")),
                behind(),
                histogram(),
                top());
    }

    /** A user's events of fifteen minutes. */
    private SearchQuery quarter(String name, Instant to) {
        Instant from = to.minus(Duration.ofMinutes(15));
        ObjectNode filter = match("term", "user.name", "user2");
        return new SearchQuery(
                name,
                0.35,
                EVENTS,
                ours("user.name:user2", from, to),
                page(bool(List.of(filter), List.of(), from, to)));
    }

    /**
     * Over all the time: with a range that leaves events out and a {@code must_not}, OpenSearch 3.8 also finds a few events that are not of
     * the range. Which ones depends on its segments (Lucene 10.5 passes over blocks of times by their skip lists, which {@code @timestamp}
     * always has); asked about one of them, {@code _explain} says that it does not match.
     */
    private SearchQuery five() {
        String query = "event.category:authentication AND event.outcome:failure AND process.name:sshd"
                + " AND message:password AND NOT user.name:root";
        ObjectNode filter = bool(
                List.of(
                        match("term", "event.category", "authentication"),
                        match("term", "event.outcome", "failure"),
                        match("term", "process.name", "sshd"),
                        match("match", "message", "password")),
                List.of(match("term", "user.name", "root")),
                start,
                end);
        return new SearchQuery("five", 0.35, EVENTS, ours(query, start, end), page(filter));
    }

    private SearchQuery behind() {
        ObjectNode theirs = page(bool(List.of(match("match_all")), List.of(), start, end));
        theirs.withArray("sort").addObject().put("event.id", "desc");
        return new SearchQuery("cursor", 0.2, BEHIND, ours("*", start, end), theirs);
    }

    private SearchQuery histogram() {
        ObjectNode ours = ours("*", start, end).put("interval", "1h");
        ours.remove("max_results");
        ObjectNode theirs = aggregation(bool(List.of(match("match_all")), List.of(), start, end));
        theirs.putObject("aggs")
                .putObject("found")
                .putObject("date_histogram")
                .put("field", TIME)
                .put("fixed_interval", "1h")
                .put("min_doc_count", 1);
        return new SearchQuery("histogram", 0.2, HISTOGRAM, ours, theirs);
    }

    private SearchQuery top() {
        ObjectNode ours = ours("event.category:authentication AND event.outcome:failure", start, end)
                .put("size", TOP);
        ours.remove("max_results");
        ours.putArray("fields").add("source.ip");
        ObjectNode theirs = aggregation(bool(
                List.of(match("term", "event.category", "authentication"), match("term", "event.outcome", "failure")),
                List.of(),
                start,
                end));
        theirs.putObject("aggs")
                .putObject("found")
                .putObject("terms")
                .put("field", "source.ip")
                .put("size", TOP);
        return new SearchQuery("top20", 0.35, FACETS, ours, theirs);
    }

    private SearchQuery events(String name, double goal, String query, ObjectNode filter) {
        return new SearchQuery(
                name, goal, EVENTS, ours(query, start, end), page(bool(List.of(filter), List.of(), start, end)));
    }

    private static ObjectNode ours(String query, Instant from, Instant to) {
        return Api.JSON
                .createObjectNode()
                .put("query", query)
                .put("from", from.toString())
                .put("to", to.toString())
                .put("max_results", PAGE);
    }

    private static ObjectNode match(String kind, String field, String value) {
        ObjectNode match = Api.JSON.createObjectNode();
        match.putObject(kind).put(field, value);
        return match;
    }

    private static ObjectNode match(String kind) {
        ObjectNode match = Api.JSON.createObjectNode();
        ObjectNode unused = match.putObject(kind);
        return match;
    }

    /** In the context of a filter: nothing is scored. */
    private static ObjectNode bool(List<ObjectNode> all, List<ObjectNode> none, Instant from, Instant to) {
        ObjectNode query = Api.JSON.createObjectNode();
        ObjectNode bool = query.putObject("bool");
        ArrayNode filter = bool.putArray("filter");
        filter.addObject()
                .putObject("range")
                .putObject(TIME)
                .put("gt", from.toString())
                .put("lte", to.toString());
        all.forEach(filter::add);
        if (!none.isEmpty()) {
            none.forEach(bool.putArray("must_not")::add);
        }
        return query;
    }

    private static ObjectNode page(ObjectNode query) {
        ObjectNode body = Api.JSON.createObjectNode().put("size", PAGE);
        body.set("query", query);
        body.putArray("sort").addObject().put(TIME, "desc");
        return body;
    }

    private static ObjectNode aggregation(ObjectNode query) {
        ObjectNode body = Api.JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
        body.set("query", query);
        return body;
    }
}
