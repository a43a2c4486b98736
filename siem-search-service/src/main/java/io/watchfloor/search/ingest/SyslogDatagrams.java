package io.watchfloor.search.ingest;

import io.vertx.core.datagram.DatagramPacket;
import io.watchfloor.parsers.Receipt;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams of one UDP listener: one message each (RFC 5426 §3.1). The flow in which identical messages are counted is
 * the sender's address and port. UDP cannot wait: what is too much is dropped and counted. Runs on one event loop.
 */
final class SyslogDatagrams {
    private static final Logger LOG = Logger.getLogger(SyslogDatagrams.class);
    private static final String UDP = "udp";
    private static final int MAX_FLOWS = 100;

    private final SyslogFlow flow;
    private final SyslogConfig.Listener listener;
    private final int maxMessage;
    private final Map<String, Ordinals> flows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ordinals> eldest) {
            return size() > MAX_FLOWS;
        }
    };

    SyslogDatagrams(SyslogFlow flow, SyslogConfig.Listener listener, int maxMessage) {
        this.flow = flow;
        this.listener = listener;
        this.maxMessage = maxMessage;
    }

    void take(DatagramPacket packet) {
        if (flow.isFull()) {
            flow.metrics().dropped(UDP, "full");
            return;
        }
        byte[] message = cut(packet.data().getBytes());
        String peer = packet.sender().hostAddress();
        Ordinals ordinals = flows.computeIfAbsent(peer + ":" + packet.sender().port(), sender -> new Ordinals());
        List<Receipt> receipts = List.of(flow.receipt(listener, peer, ordinals.next(message)));
        // Nobody waits for a datagram: what becomes of it ends here.
        var unused = flow.take(UDP, List.of(message), receipts)
                .subscribeAsCompletionStage()
                .whenComplete((done, failure) -> end(failure));
    }

    private void end(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.errorf(failure, "A datagram could not be taken tenant=%s", listener.tenant());
            flow.metrics().dropped(UDP, "failed");
        }
    }

    private byte[] cut(byte[] message) {
        if (message.length <= maxMessage) {
            return message;
        }
        flow.metrics().cut(UDP, 1, message.length - (long) maxMessage);
        return Arrays.copyOf(message, maxMessage);
    }
}
