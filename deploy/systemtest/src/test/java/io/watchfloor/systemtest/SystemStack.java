package io.watchfloor.systemtest;

import io.watchfloor.local.PortPlan;
import io.watchfloor.local.Progress;
import io.watchfloor.local.Service;
import io.watchfloor.local.ServiceDatabase;
import io.watchfloor.local.ServiceProcess;
import io.watchfloor.local.Stack;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The whole stack, started once for all system tests of this JVM on free ports and stopped at its end. */
final class SystemStack {
    /** What arrives by syslog is this tenant's. */
    static final String SYSLOG_TENANT = "acme";

    private static final String[] EVERYTHING = {"admin", "analyst", "detection_engineer", "responder"};
    private static SystemStack running;

    private final Stack stack;

    private SystemStack(Stack stack) {
        this.stack = stack;
    }

    static synchronized SystemStack running() {
        if (running == null) {
            Path root = Path.of("../..").toAbsolutePath().normalize();
            Stack stack = Stack.start(
                    new Stack.Config(directory(), PortPlan.free(), SYSLOG_TENANT, root), new PrintedProgress());
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            KafkaProbe.use(stack.broker().bootstrapServers());
            running = new SystemStack(stack);
        }
        return running;
    }

    /** A client who may do everything within a tenant. */
    Client as(String tenant) {
        return as(tenant, EVERYTHING);
    }

    Client as(String tenant, String... roles) {
        return new Client(this, "Bearer " + token(tenant, roles));
    }

    Client withoutToken() {
        return new Client(this, "");
    }

    String url(Service service) {
        return stack.url(service).toString();
    }

    int syslogPort() {
        return stack.config().ports().syslog();
    }

    ServiceProcess.Spec spec(Service service) {
        return stack.spec(service);
    }

    void kill(Service service) {
        stack.kill(service);
    }

    void restart(Service service) {
        stack.restart(service);
    }

    ServiceDatabase database(Service service) {
        return stack.database().createServiceDatabase(service.label());
    }

    String token(String tenant, String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(io.watchfloor.local.LocalIdentity.ISSUER);
        claims.setSubject("ana");
        claims.setStringClaim("upn", "ana");
        claims.setStringClaim("tenant_id", tenant);
        claims.setStringListClaim("groups", List.of(roles));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(60);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(stack.identity().privateKey());
        signature.setKeyIdHeaderValue(stack.identity().keyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "system");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class PrintedProgress implements Progress {
        @Override
        public void part(String part, State state, Duration elapsed) {
            System.out.printf("system test: %s %s %d ms%n", part, state, elapsed.toMillis());
        }

        @Override
        public void notice(String text) {
            System.out.println("system test: " + text);
        }
    }
}
