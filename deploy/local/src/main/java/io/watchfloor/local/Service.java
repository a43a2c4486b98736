package io.watchfloor.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The services of the stack, in the order an event passes them. */
public enum Service {
    /**
     * Room for what a batch of events leaves behind: else it is copied again and again before it is garbage; and for the blocks that many
     * searches at once look at.
     */
    SEARCH("siem-search-service", List.of("-Xms320m", "-Xmn256m", "-Xmx1344m", "-Dwatchfloor.store.cache=224M")),
    DETECTION("detection-service", List.of("-Xmx512m")),
    PROMOTION("promotion-service", List.of("-Xmx256m", "-XX:TieredStopAtLevel=1")),
    CASES("case-service", List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));

    private final String module;
    private final List<String> jvmOptions;

    Service(String module, List<String> jvmOptions) {
        this.module = module;
        this.jvmOptions = jvmOptions;
    }

    /** Short name; also the name of its database and of its log file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Directory and artifact of the service in the source tree. */
    public String module() {
        return module;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    /** Where its packaged application is, below {@code servicesDirectory}. */
    public Path application(Path servicesDirectory) {
        return servicesDirectory.resolve(module).resolve("target").resolve("quarkus-app");
    }
}
