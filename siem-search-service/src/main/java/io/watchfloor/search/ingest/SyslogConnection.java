package io.watchfloor.search.ingest;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.watchfloor.parsers.Receipt;
import io.watchfloor.parsers.SyslogFramer;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection. Reads a piece, waits until Kafka has its messages, reads on: the sender feels the back-pressure, and
 * what was not acknowledged by Kafka is not taken from the network beyond one piece. Runs on the connection's event loop.
 */
final class SyslogConnection {
    private static final Logger LOG = Logger.getLogger(SyslogConnection.class);
    private static final String TCP = "tcp";

    private final NetSocket socket;
    private final Context context = Objects.requireNonNull(Vertx.currentContext());
    private final SyslogFlow flow;
    private final SyslogConfig.Listener listener;
    private final SyslogFramer framer;
    private final Ordinals ordinals = new Ordinals();
    private long cutMessages;
    private long cutBytes;

    private SyslogConnection(NetSocket socket, SyslogFlow flow, SyslogConfig.Listener listener, int maxMessage) {
        this.socket = socket;
        this.flow = flow;
        this.listener = listener;
        this.framer = new SyslogFramer(maxMessage);
    }

    static void serve(NetSocket socket, SyslogFlow flow, SyslogConfig.Listener listener, int maxMessage) {
        SyslogConnection connection = new SyslogConnection(socket, flow, listener, maxMessage);
        socket.handler(connection::read)
                .endHandler(end -> connection.take(connection.framer.end()))
                .exceptionHandler(e -> LOG.debugf("Syslog connection broke cause=%s", e.toString()));
    }

    private void read(Buffer piece) {
        take(framer.feed(piece.getBytes()));
    }

    private void take(List<byte[]> messages) {
        count();
        if (messages.isEmpty()) {
            return;
        }
        String peer = socket.remoteAddress().hostAddress();
        List<Receipt> receipts = messages.stream()
                .map(message -> flow.receipt(listener, peer, ordinals.next(message)))
                .toList();
        socket.pause();
        // The socket drives this flow and there is nothing to hand the result to: completion lets it read on.
        var unused = flow.take(TCP, messages, receipts)
                .subscribeAsCompletionStage()
                .whenComplete((done, failure) -> context.runOnContext(here -> resume(failure)));
    }

    private void resume(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.errorf(failure, "Syslog messages could not be taken tenant=%s", listener.tenant());
            flow.metrics().dropped(TCP, "failed");
        }
        socket.resume();
    }

    private void count() {
        flow.metrics().cut(TCP, framer.cutFrames() - cutMessages, framer.cutBytes() - cutBytes);
        cutMessages = framer.cutFrames();
        cutBytes = framer.cutBytes();
    }
}
