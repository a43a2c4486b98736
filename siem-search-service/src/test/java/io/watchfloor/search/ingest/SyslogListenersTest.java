package io.watchfloor.search.ingest;

import static io.watchfloor.search.Api.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.fixture.SharedData;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class SyslogListenersTest {
    @Inject
    SyslogListeners listeners;

    @Test
    void bothFramingsOverTcpBecomeEventsOfTheListenersTenant() throws IOException {
        String line = "<38>Nov  3 04:05:06 tcp-host sshd[1]: Failed password for root from 198.51.100.2 port 4 ssh2";
        String counted =
                "<38>1 2026-11-03T04:05:06Z tcp-host sshd 1 - - Accepted password for ana from 198.51.100.2 port 5 ssh2";
        String stream = line + "\n" + line + "\r\n" + counted.length() + " " + counted;
        tcp(stream.getBytes(StandardCharsets.UTF_8));
        JsonPath events = found("lab", "host:tcp-host", 3);
        assertThat(events.getList("events.'event.outcome'")).containsExactlyInAnyOrder("success", "failure", "failure");
        tcp(stream.getBytes(StandardCharsets.UTF_8));
        tcp("<13>Nov  3 04:05:07 after-tcp cron: x\n".getBytes(StandardCharsets.UTF_8));
        found("lab", "host:after-tcp", 1);
        found("lab", "host:tcp-host", 3);
        found("acme", "host:tcp-host", 0);
    }

    @Test
    void aDatagramIsAnEventAndALongOneIsCut() throws IOException {
        udp("<13>Nov  3 04:05:06 udp-host cron: hello");
        udp("<13>Nov  3 04:05:07 udp-host cron: " + "x".repeat(5_000));
        JsonPath events = found("lab", "host:udp-host", 2);
        assertThat(events.getString("events[0].'event.original'")).hasSize(2_048);
        assertThat(events.getString("events[1].message")).isEqualTo("hello");
        assertThat(events.getString("events[1].'log.source.address'")).isEqualTo("127.0.0.1");
    }

    @Test
    void theRealBruteForceIsStoredWhole() throws IOException {
        byte[] log = Files.readAllBytes(SharedData.file("logs/scenarios/S01-ssh-bruteforce-openssh/OpenSSH_2k.log"));
        tcp(log);
        found("lab", "host:LabSZ AND event.action:ssh_login AND event.outcome:failure", 520);
        found("lab", "host:LabSZ AND event.outcome:success", 1);
    }

    private void tcp(byte[] stream) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", listeners.tcpPort("lab"))) {
            socket.getOutputStream().write(stream);
            socket.getOutputStream().flush();
        }
    }

    private void udp(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(
                    bytes, bytes.length, InetAddress.getLoopbackAddress(), listeners.udpPort("lab")));
        }
    }
}
