package io.watchfloor.search.ingest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.watchfloor.platform.identity.TenantId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Opens the configured syslog ports at start, after the database has been checked, and closes them first at the end. */
@ApplicationScoped
public class SyslogListeners {
    private static final Logger LOG = Logger.getLogger(SyslogListeners.class);
    private static final int AFTER_CHECKS = 100;
    private static final int START_SECONDS = 10;
    private static final int UDP_BUFFER = 4 << 20;
    private static final int MAX_DATAGRAM = 65_535;

    private final Map<String, NetServer> servers = new ConcurrentHashMap<>();
    private final Map<String, DatagramSocket> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Vertx vertx;
    private final SyslogFlow flow;
    private final SyslogConfig config;
    private final int maxMessage;

    SyslogListeners(Vertx vertx, SyslogFlow flow, SyslogConfig config) {
        this.vertx = vertx;
        this.flow = flow;
        this.config = config;
        this.maxMessage = (int) config.maxMessageSize().asLongValue();
    }

    /** The port that the named listener has for TCP. */
    public int tcpPort(String name) {
        return open(servers, name).actualPort();
    }

    /** The port that the named listener has for UDP. */
    public int udpPort(String name) {
        return open(sockets, name).localAddress().port();
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        config.listeners().forEach((name, listener) -> {
            TenantId tenant = new TenantId(listener.tenant());
            listener.tcpPort().ifPresent(port -> tcp(name, listener, port));
            listener.udpPort().ifPresent(port -> udp(name, listener, port));
            LOG.infof("Syslog listener name=%s tenant=%s", name, tenant);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        servers.values().forEach(server -> closing(server.close()));
        sockets.values().forEach(socket -> closing(socket.close()));
    }

    private void tcp(String name, SyslogConfig.Listener listener, int port) {
        NetServer server = vertx.createNetServer(new NetServerOptions().setTcpKeepAlive(true))
                .connectHandler(socket -> connected(socket, listener));
        servers.put(name, opened(server.listen(port, listener.host()), name, "tcp", port));
    }

    private void connected(NetSocket socket, SyslogConfig.Listener listener) {
        if (connections.incrementAndGet() > config.maxConnections()) {
            connections.decrementAndGet();
            flow.metrics().dropped("tcp", "connections");
            closing(socket.close());
            return;
        }
        socket.closeHandler(closed -> connections.decrementAndGet());
        SyslogConnection.serve(socket, flow, listener, maxMessage);
    }

    private void udp(String name, SyslogConfig.Listener listener, int port) {
        DatagramSocket socket =
                vertx.createDatagramSocket(new DatagramSocketOptions().setReceiveBufferSize(UDP_BUFFER));
        SyslogDatagrams datagrams = new SyslogDatagrams(flow, listener, Math.min(maxMessage, MAX_DATAGRAM));
        socket.handler(datagrams::take);
        sockets.put(name, opened(socket.listen(port, listener.host()), name, "udp", port));
    }

    private static <T> T opened(Future<T> opening, String name, String protocol, int port) {
        try {
            return opening.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "Refusing to start: watchfloor.syslog.listeners." + name + "." + protocol + "-port " + port
                            + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    private static void closing(Future<Void> closed) {
        closed.onFailure(e -> LOG.debugf("Closing failed cause=%s", e.toString()));
    }

    private static <T> T open(Map<String, T> listeners, String name) {
        T listener = listeners.get(name);
        if (listener == null) {
            throw new IllegalArgumentException("there is no such listener: " + name);
        }
        return listener;
    }
}
