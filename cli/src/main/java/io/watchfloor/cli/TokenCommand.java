package io.watchfloor.cli;

import io.watchfloor.local.LocalIdentity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchfloor token}: prints a token and nothing else, so that {@code $(./watchfloor token …)} works. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Print a bearer token for a local user.")
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--user", defaultValue = "ana", description = "Who (default: ${DEFAULT-VALUE}).")
    private String user = "ana";

    @Option(
            names = "--tenant",
            defaultValue = "${env:WATCHFLOOR_TENANT:-acme}",
            description = "Tenant (default: ${DEFAULT-VALUE}).")
    private String tenant = "acme";

    @Option(
            names = "--roles",
            split = ",",
            defaultValue = "analyst",
            description =
                    "viewer, analyst, hunter, detection_engineer, responder, approver, admin, ingest, service (default: ${DEFAULT-VALUE}).")
    private List<String> roles = List.of();

    @Option(names = "--teams", split = ",", description = "Teams the user belongs to.")
    private List<String> teams = List.of();

    @Option(
            names = "--ttl",
            defaultValue = "12h",
            converter = Durations.class,
            description = "How long it is valid: 30s, 15m, 12h, 7d (default: ${DEFAULT-VALUE}).")
    private Duration life = Duration.ofHours(12);

    TokenCommand() {}

    @Override
    public Integer call() {
        Tokens.Holder holder = new Tokens.Holder(user, tenant, roles, teams);
        System.out.println(Tokens.issue(LocalIdentity.of(data.directory()), holder, life));
        return 0;
    }
}
