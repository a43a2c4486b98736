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
import java.nio.charset.StandardCharsets;
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
    /** One that the topic in Kafka does not have, so that places there say nothing about these events. */
    private static final String PARTITION = "77";

    private static final int PAGE = 2;
    private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
    private static volatile boolean away;
    private static volatile String tarPit = "";
    private static final List<HttpExchange> STUCK = new CopyOnWriteArrayList<>();

    private HttpServer server;

    /** Stores the events, one after the other in one partition. */
    public static void store(Event... events) {
        EVENTS.addAll(List.of(events));
    }

    /** Offset of the next event. */
    static long end() {
        return EVENTS.size();
    }

    /** From now on answers 503, or not. */
    public static void setAway(boolean now) {
        away = now;
    }

    /** From now on searches that contain this text get no answer; what is stuck is cut off when it is empty. */
    public static void setTarPit(String text) {
        tarPit = text;
        if (text.isEmpty()) {
            STUCK.forEach(HttpExchange::close);
            STUCK.clear();
        }
    }

    /** Answers what is stuck as if nothing were found. */
    public static void answerStuck() {
        STUCK.forEach(SearchPeer::answerEmpty);
        STUCK.clear();
    }

    private static void answerEmpty(HttpExchange exchange) {
        try (exchange) {
            byte[] nothing = "{\"events\":[],\"count\":0}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, nothing.length);
            exchange.getResponseBody().write(nothing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Searches without an answer so far. */
    public static int stuck() {
        return STUCK.size();
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
                "400",
                "watchfloor.schedule.max-events-per-step",
                "150",
                "watchfloor.schedule.run-budget",
                "1s",
                "watchfloor.schedule.retry-delay",
                "1s",
                "watchfloor.schedule.lease",
                "30s",
                "watchfloor.backtest.slice-events",
                "50",
                "watchfloor.backtest.open-per-tenant",
                "3");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        if (!tarPit.isEmpty() && new String(asked, StandardCharsets.UTF_8).contains(tarPit)) {
            STUCK.add(exchange);
            return;
        }
        try (exchange) {
            byte[] body = away ? new byte[0] : body(exchange, asked);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] body(HttpExchange exchange, byte[] asked) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/high-water")) {
            return ContractJson.write(Map.of(PARTITION, EVENTS.size()));
        }
        JsonNode request = ContractJson.mapper().readTree(asked);
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        String claims = new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        List<Event> found = find(
                request, ContractJson.mapper().readTree(claims).get("tenant_id").asText());
        int from = request.path("cursor").asInt(0);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("events", found.subList(from, Math.min(found.size(), from + PAGE)));
        answer.put("count", Math.min(PAGE, found.size() - from));
        answer.put("total", Map.of("value", found.size(), "relation", "eq"));
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
        long after = request.path("sequence_after").path(PARTITION).asLong(0);
        // A partition that is absent there has no events.
        long upTo = request.path("sequence_up_to")
                .path(PARTITION)
                .asLong(request.hasNonNull("sequence_up_to") ? 0 : Long.MAX_VALUE);
        List<Event> found = new ArrayList<>();
        for (int offset = 0; offset < EVENTS.size(); offset++) {
            // As services see it.
            Event event = EVENTS.get(offset).with(Event.SEQUENCE, PARTITION + ":" + offset);
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
