package io.watchfloor.detection.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.feedback.CasesPeer;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The search service's side of the REST calls: events in a list, found by the real query language, two a page. */
public class SearchPeer implements QuarkusTestResourceLifecycleManager {
    private static final int PAGE = 2;
    private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
    private static volatile boolean away;
    private static volatile boolean hangs;

    private HttpServer server;

    /** Stores the events, one after the other in partition 0. */
    public static void store(Event... events) {
        EVENTS.addAll(List.of(events));
    }

    /** From now on answers 503, or not. */
    public static void setAway(boolean now) {
        away = now;
    }

    /** From now on never answers a search, or does. */
    static void setHangs(boolean now) {
        hangs = now;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/api/v1/siem/search", this::answer);
        CasesPeer.serve(server);
        server.start();
        return Map.of(
                "watchfloor.cases.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "watchfloor.search.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "watchfloor.schedule.step-offsets",
                "7",
                "watchfloor.schedule.lease",
                "30s");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (hangs) {
            return;
        }
        try (exchange) {
            byte[] body = away ? new byte[0] : body(exchange);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/high-water")) {
            return ContractJson.write(Map.of("next_offsets", Map.of("0", EVENTS.size())));
        }
        JsonNode request = ContractJson.mapper().readTree(exchange.getRequestBody());
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        String claims = new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        List<Event> found = find(
                request, ContractJson.mapper().readTree(claims).get("tenant_id").asText());
        int from = request.path("cursor").asInt(0);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("events", found.subList(from, Math.min(found.size(), from + PAGE)));
        answer.put("count", Math.min(PAGE, found.size() - from));
        if (found.size() > from + PAGE) {
            answer.put("next_cursor", Integer.toString(from + PAGE));
        }
        return ContractJson.write(answer);
    }

    private static List<Event> find(JsonNode request, String tenant) {
        CompiledQuery query =
                CompiledQuery.of(QueryParser.parse(request.get("query").asText()));
        TimeRange range = new TimeRange(
                Instant.parse(request.get("from").asText()),
                Instant.parse(request.get("to").asText()));
        long after = request.path("sequence_after").path("0").asLong(0);
        long upTo = request.path("sequence_up_to").path("0").asLong(Long.MAX_VALUE);
        List<Event> found = new ArrayList<>();
        for (int offset = 0; offset < EVENTS.size(); offset++) {
            Event event = EVENTS.get(offset);
            if (offset >= after
                    && offset < upTo
                    && event.tenant().equals(tenant)
                    && range.contains(event.timestamp())
                    && query.matches(Document.of(event.fields()))) {
                found.add(event);
            }
        }
        found.sort(
                Comparator.comparing(Event::timestamp).thenComparing(Event::id).reversed());
        return found;
    }
}
