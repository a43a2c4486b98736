package io.watchfloor.cli;

import io.watchfloor.local.LocalIdentity;
import io.watchfloor.local.Service;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which detection-service is meant, and who asks. */
public final class DetectionOptions {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of detection-service (default: the local stack's).")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:WATCHFLOOR_TOKEN}",
            description = "Bearer token of a detection engineer (default: one of the local stack's).")
    private @Nullable String token;

    @Option(
            names = "--tenant",
            defaultValue = "${env:WATCHFLOOR_TENANT:-acme}",
            description = "Tenant of a local token (default: ${DEFAULT-VALUE}).")
    private String tenant = "acme";

    /** The service. */
    public Api api() {
        URI base = url == null ? data.running().ports().url(Service.DETECTION) : url;
        return new Api(base, token == null ? localToken() : token);
    }

    private String localToken() {
        Tokens.Holder holder = new Tokens.Holder("cli", tenant, List.of("detection_engineer"), List.of());
        return Tokens.issue(LocalIdentity.of(data.directory()), holder, Duration.ofHours(1));
    }
}
