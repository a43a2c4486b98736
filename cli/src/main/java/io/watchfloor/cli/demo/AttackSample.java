package io.watchfloor.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Ten minutes in the life of a bastion host, as its sshd, sudo and cron write it (RFC 5424): ordinary logins, a stranger who tries a few names,
 * and one who guesses the password of {@code admin} until it works. All addresses are of documentation ranges.
 */
public final class AttackSample {

    /** Where the attack comes from. */
    public static final String ATTACKER = "203.0.113.45";

    /** What is attacked. */
    public static final String TARGET = "bastion-1";

    /** How many passwords are tried in vain. */
    public static final int GUESSES = 48;

    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final Duration RUN = Duration.ofSeconds(150);
    private static final List<String> STAFF = List.of("deploy", "mkrause", "tlind", "backup");
    private static final List<String> HOSTS = List.of("web-1", "web-2", "db-1", TARGET);
    private static final int NOISE = 140;

    /**
     * One line.
     *
     * @param time when it happened
     * @param message the whole syslog message
     */
    public record Line(Instant time, String message) {}

    private final Instant end;
    private final String messageId;
    private final Random random;
    private final List<Line> lines = new ArrayList<>();

    private AttackSample(Instant end, String messageId, long seed) {
        this.end = end.truncatedTo(ChronoUnit.MILLIS);
        this.messageId = messageId;
        this.random = new Random(seed);
    }

    /**
     * The lines in order of time.
     *
     * @param end time of the last one
     * @param messageId MSGID of all of them, by which they can be searched
     * @param seed of the background's randomness
     */
    public static List<Line> lines(Instant end, String messageId, long seed) {
        AttackSample sample = new AttackSample(end, messageId, seed);
        sample.background();
        sample.stranger();
        sample.attack();
        return sample.lines.stream().sorted(Comparator.comparing(Line::time)).toList();
    }

    /** When the last password is tried in vain. */
    public static Instant lastGuess(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.message().contains("Failed password for admin from " + ATTACKER))
                .map(Line::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void background() {
        for (int i = 0; i < NOISE; i++) {
            Instant time = end.minusMillis(random.nextLong(LENGTH.toMillis()));
            String host = pick(HOSTS);
            String user = pick(STAFF);
            switch (random.nextInt(5)) {
                case 0 ->
                    add(
                            time,
                            host,
                            "sshd",
                            "Accepted publickey for " + user + " from " + inside() + " port " + port()
                                    + " ssh2: ED25519 SHA256:" + key());
                case 1 ->
                    add(
                            time,
                            host,
                            "sshd",
                            "pam_unix(sshd:session): session opened for user " + user + "(uid="
                                    + (1000 + random.nextInt(20)) + ") by (uid=0)");
                case 2 ->
                    add(time, host, "sshd", "Disconnected from user " + user + " " + inside() + " port " + port());
                case 3 -> add(time, host, "CRON", "pam_unix(cron:session): session closed for user root");
                default ->
                    add(
                            time,
                            host,
                            "sudo",
                            user + " : TTY=pts/" + random.nextInt(4)
                                    + " ; PWD=/srv ; USER=root ; COMMAND=/usr/bin/systemctl reload nginx");
            }
        }
        add(end.minusSeconds(400), "web-2", "sshd", "Failed password for tlind from 10.20.0.31 port 40122 ssh2");
        add(end.minusSeconds(391), "web-2", "sshd", "Accepted password for tlind from 10.20.0.31 port 40122 ssh2");
    }

    private void stranger() {
        List<String> names = List.of("oracle", "test", "ubuntu");
        for (int i = 0; i < names.size(); i++) {
            Instant time = end.minusSeconds(520 - 7L * i);
            add(time, "web-1", "sshd", "Invalid user " + names.get(i) + " from 198.51.100.7 port " + (33_810 + i));
            add(
                    time.plusMillis(900),
                    "web-1",
                    "sshd",
                    "Failed password for invalid user " + names.get(i) + " from 198.51.100.7 port " + (33_810 + i)
                            + " ssh2");
        }
    }

    private void attack() {
        Instant begin = end.minus(Duration.ofSeconds(45)).minus(RUN);
        long step = RUN.toMillis() / GUESSES;
        for (int i = 0; i < GUESSES; i++) {
            Instant time = begin.plusMillis(i * step + random.nextInt(400));
            add(
                    time,
                    TARGET,
                    "sshd",
                    "Failed password for admin from " + ATTACKER + " port " + (51_000 + i / 3) + " ssh2");
        }
        add(end.minusSeconds(40), TARGET, "sshd", "Accepted password for admin from " + ATTACKER + " port 51022 ssh2");
        add(
                end.minusSeconds(40),
                TARGET,
                "sshd",
                "pam_unix(sshd:session): session opened for user admin(uid=1001) by (uid=0)");
        add(
                end.minusSeconds(22),
                TARGET,
                "sudo",
                "admin : TTY=pts/2 ; PWD=/home/admin ; USER=root ; COMMAND=/usr/bin/tar czf /tmp/.c.tgz /etc");
        add(end, TARGET, "sshd", "Received disconnect from " + ATTACKER + " port 51022:11: disconnected by user");
    }

    /** Facility authpriv (10), severity informational (6): PRI 86. */
    private void add(Instant time, String host, String program, String text) {
        int process = 2_000 + random.nextInt(30_000);
        String at = time.truncatedTo(ChronoUnit.MILLIS).toString();
        lines.add(new Line(
                time, "<86>1 " + at + " " + host + " " + program + " " + process + " " + messageId + " - " + text));
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String inside() {
        return "10.20.0." + (10 + random.nextInt(40));
    }

    private int port() {
        return 32_768 + random.nextInt(28_000);
    }

    private String key() {
        return Long.toString(random.nextLong(Long.MAX_VALUE), 36) + Long.toString(random.nextLong(Long.MAX_VALUE), 36);
    }
}
