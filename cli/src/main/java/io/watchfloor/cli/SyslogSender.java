package io.watchfloor.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends messages over syslog TCP with octet counting (RFC 6587 §3.4.1), so that a message may hold anything. */
public final class SyslogSender implements AutoCloseable {

    private static final int END_MILLIS = 5_000;

    private final Socket socket;
    private final OutputStream out;

    /** Connects. */
    public SyslogSender(String host, int port) {
        try {
            socket = new Socket(host, port);
            out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        } catch (IOException e) {
            throw new CommandException(
                    "There is no syslog listener at " + host + ":" + port + " (" + e.getMessage()
                            + "). Is the stack up?",
                    e);
        }
    }

    /** Sends one message; it may wait in a buffer until {@link #close}. */
    public void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        out.write((bytes.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            out.flush();
            socket.shutdownOutput();
            awaitEnd();
        }
    }

    /** The listener closes when it has read everything; one that does not is not waited for. */
    private void awaitEnd() throws IOException {
        socket.setSoTimeout(END_MILLIS);
        try {
            var unused = socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return;
        }
    }
}
