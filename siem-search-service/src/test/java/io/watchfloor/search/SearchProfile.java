package io.watchfloor.search;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.util.List;
import java.util.Map;

/** What all component tests of this service share, so that the service and its infrastructure start once. */
public class SearchProfile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ServiceInfrastructure.class, Map.of("database", "search"), false));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("watchfloor.syslog.listeners.lab.tenant", "lab"),
                Map.entry("watchfloor.syslog.listeners.lab.tcp-port", "0"),
                Map.entry("watchfloor.syslog.listeners.lab.udp-port", "0"),
                Map.entry("watchfloor.syslog.max-message-size", "2K"),
                Map.entry("watchfloor.ingest.max-items", "50"),
                Map.entry("watchfloor.ingest.max-body-size", "200K"),
                Map.entry("watchfloor.ingest.key-cache", "1s"),
                Map.entry("watchfloor.hunts.max-per-user", "60"),
                Map.entry("watchfloor.hunts.retry-delay", "1s"),
                Map.entry("watchfloor.hunts.step-offsets", "20"),
                Map.entry("watchfloor.export.max-events", "1500"),
                Map.entry("watchfloor.tail.poll", "100ms"),
                Map.entry("watchfloor.tail.max-batch", "40"),
                Map.entry("watchfloor.tail.per-tenant", "2"),
                Map.entry("watchfloor.retention.least-days", "3"));
    }
}
