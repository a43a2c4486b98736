package io.watchfloor.detection.feedback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.watchfloor.contracts.ContractJson;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Single alerts, cases and events as their services answer them: 404 for what is not the token's tenant's. */
public final class CasesPeer {
    private static final Map<String, Map<String, ?>> STORED = new ConcurrentHashMap<>();
    private static volatile boolean away;

    private CasesPeer() {}

    /** Answers under the paths of case-service and of single events. */
    public static void serve(HttpServer server) {
        for (String path : new String[] {"/api/v1/alerts", "/api/v1/cases", "/api/v1/siem/logs"}) {
            server.createContext(path, CasesPeer::answer);
        }
    }

    /** An alert of the rule. */
    static String alert(String tenant, String rule) {
        return store(tenant, "/api/v1/alerts/", Map.of("rule_id", rule));
    }

    static String incident(String tenant) {
        return store(tenant, "/api/v1/cases/", Map.of());
    }

    static String log(String tenant) {
        return store(tenant, "/api/v1/siem/logs/", Map.of());
    }

    /** From now on answers 503, or not. */
    public static void setAway(boolean now) {
        away = now;
    }

    /** A stored event. */
    public static void log(String tenant, String id, Map<String, ?> fields) {
        STORED.put(tenant + "/api/v1/siem/logs/" + id, fields);
    }

    private static String store(String tenant, String path, Map<String, String> facts) {
        String id = UUID.randomUUID().toString();
        STORED.put(tenant + path + id, facts);
        return id;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, ?> facts =
                    STORED.get(tenant(exchange) + exchange.getRequestURI().getPath());
            byte[] body = facts == null ? "{}".getBytes() : ContractJson.write(facts);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : facts == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String tenant(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return ContractJson.mapper().readTree(claims).get("tenant_id").asText();
    }
}
