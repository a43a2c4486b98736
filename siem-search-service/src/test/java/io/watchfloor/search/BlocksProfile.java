package io.watchfloor.search;

import java.util.HashMap;
import java.util.Map;

/** The same service over events in blocks. */
public class BlocksProfile extends SearchProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("watchfloor.store.kind", "blocks");
        return overrides;
    }
}
