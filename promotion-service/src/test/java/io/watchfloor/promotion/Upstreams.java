package io.watchfloor.promotion;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The other side of this service's REST calls: two real HTTP servers that answer as a test says. */
public class Upstreams implements QuarkusTestResourceLifecycleManager {
    public static final HttpPeer SEARCH = new HttpPeer();
    public static final HttpPeer CASES = new HttpPeer();

    @Override
    public Map<String, String> start() {
        SEARCH.start();
        CASES.start();
        return Map.of(
                "watchfloor.search.url", SEARCH.url(),
                "watchfloor.cases.url", CASES.url(),
                "quarkus.rest-client.search.read-timeout", "1000",
                "quarkus.rest-client.cases.read-timeout", "1000",
                "watchfloor.match.rule-patience", "4s",
                "watchfloor.mute.event-patience", "1s");
    }

    @Override
    public void stop() {
        SEARCH.stop();
        CASES.stop();
    }
}
