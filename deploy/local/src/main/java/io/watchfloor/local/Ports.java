package io.watchfloor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Loopback TCP ports: free ones, busy ones, open ones. */
public final class Ports {

    private static final int CONNECT_MILLIS = 500;

    private Ports() {}

    /** A port that was free a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free a moment ago, and so was the one after it. */
    static int freePair() {
        int port = free();
        while (port > 65_000 || busy(port + 1)) {
            port = free();
        }
        return port;
    }

    /** Whether something listens on the port, or it cannot be bound for another reason. */
    public static boolean busy(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Refuses a busy port.
     *
     * @param port the port
     * @param part who wants it, as a person calls it
     * @param option the option or property that changes it
     * @throws LaunchException if it is in use, with what to do
     */
    public static void requireFree(int port, String part, String option) {
        if (busy(port)) {
            throw new LaunchException("Port " + port + " (" + part
                    + ") is in use by another program. Stop that program, or choose another port with " + option
                    + ". `ss -ltnp sport = :" + port + "` (Linux) or `lsof -i :" + port
                    + "` (macOS) shows who has it.");
        }
    }

    /** Whether the port accepted a connection within {@code limit}; gives up early when {@code owner} has ended. */
    static boolean awaitOpen(int port, Duration limit, ProcessHandle owner) {
        return Waiting.until(limit, () -> accepts(port) || !owner.isAlive()) && owner.isAlive();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
