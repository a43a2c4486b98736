package io.watchfloor.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same service over events in OpenSearch. */
public class OpenSearchProfile extends SearchProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return Stream.concat(
                        super.testResources().stream(),
                        Stream.of(new TestResourceEntry(OpenSearchInfrastructure.class, Map.of(), false)))
                .toList();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("watchfloor.store.kind", "opensearch");
        // So small that searches must ask for fewer events at a time.
        overrides.put("watchfloor.store.opensearch.answer-size", "1M");
        overrides.put("watchfloor.store.opensearch.bulk-size", "256K");
        return overrides;
    }
}
