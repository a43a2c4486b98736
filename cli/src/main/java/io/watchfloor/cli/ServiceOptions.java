package io.watchfloor.cli;

import io.watchfloor.local.LocalIdentity;
import io.watchfloor.local.Service;
import io.watchfloor.local.StackFile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where the service of a command is, and who asks. */
public final class ServiceOptions {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the service that is asked (default: the local stack's).")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:WATCHFLOOR_TOKEN}",
            description = "Bearer token with the role that the command needs (default: one of the local stack's).")
    private @Nullable String token;

    @Option(
            names = "--tenant",
            defaultValue = "${env:WATCHFLOOR_TENANT:-acme}",
            description = "Tenant of a local token (default: ${DEFAULT-VALUE}).")
    private String tenant = "acme";

    /** @param role of a local token */
    public Api api(Service service, String role) {
        URI base = url == null ? data.running().ports().url(service) : url;
        return new Api(base, token == null ? localToken(role) : token);
    }

    /** Whether a service is named. */
    boolean isRemote() {
        return url != null;
    }

    StackFile running() {
        return data.running();
    }

    private String localToken(String role) {
        Tokens.Holder holder = new Tokens.Holder("cli", tenant, List.of(role), List.of());
        return Tokens.issue(LocalIdentity.of(data.directory()), holder, Duration.ofHours(1));
    }
}
