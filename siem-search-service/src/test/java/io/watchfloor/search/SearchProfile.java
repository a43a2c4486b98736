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
        return Map.of(
                "watchfloor.syslog.listeners.lab.tenant", "lab",
                "watchfloor.syslog.listeners.lab.tcp-port", "0",
                "watchfloor.syslog.listeners.lab.udp-port", "0",
                "watchfloor.syslog.max-message-size", "2K",
                "watchfloor.ingest.max-items", "50",
                "watchfloor.ingest.max-body-size", "200K",
                "watchfloor.ingest.key-cache", "1s",
                "watchfloor.hunts.max-per-user", "60",
                "watchfloor.hunts.retry-delay", "1s",
                "watchfloor.hunts.step-offsets", "20");
    }
}
