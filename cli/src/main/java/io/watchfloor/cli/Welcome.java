package io.watchfloor.cli;

import io.watchfloor.local.LocalIdentity;
import io.watchfloor.local.PortPlan;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.io.PrintStream;
import java.time.Duration;
import picocli.CommandLine.Help.Ansi;

/** What a person needs once the stack is up: where things are, and a token. */
final class Welcome {

    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private Welcome() {}

    static void print(Stack.Config config, PrintStream out) {
        PortPlan ports = config.ports();
        out.println();
        for (Service service : Service.values()) {
            out.printf("  %-12s %s/q/swagger-ui%n", service.label(), ports.url(service));
        }
        out.printf("  %-12s tcp and udp 127.0.0.1:%d, for tenant %s%n", "syslog", ports.syslog(), config.tenant());
        out.printf("  %-12s 127.0.0.1:%d%n", "kafka", ports.kafka());
        out.printf("  %-12s 127.0.0.1:%d%n", "postgresql", ports.postgres());
        out.printf("  %-12s %s%n", "data, logs", config.dataDirectory());
        out.println();
        out.println("Token of ana (tenant " + config.tenant()
                + "; admin, analyst, detection_engineer), valid for 12 hours:");
        out.println();
        out.println(
                Tokens.issue(LocalIdentity.of(config.dataDirectory()), Tokens.Holder.ana(config.tenant()), TOKEN_LIFE));
        out.println();
    }

    static void next(PrintStream out, String how) {
        out.println(Ansi.AUTO.string("Next: @|bold ./watchfloor demo|@ shows the main job. ") + how);
    }
}
