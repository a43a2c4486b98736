package io.watchfloor.cli.bench.corpus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The values of one event: few names are in most events and most names in few, as in real networks (Zipf). */
final class Draw {
    private static final int HOSTS = 800;
    private static final int USERS = 3_000;
    private static final int SITES = 50_000;
    private static final int STRANGERS = 200_000;
    private static final int FILES = 4_000;
    private static final int PROCESSES = 200_000;
    private static final List<String> SITE_ENDS = List.of(".example.com", ".example.net", ".example.org", ".internal");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String DIGITS = "0123456789abcdef";
    private static final String UID = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final DateTimeFormatter SYSLOG = format("MMM ppd HH:mm:ss");
    private static final DateTimeFormatter WEB = format("dd/MMM/uuuu:HH:mm:ss");
    private static final DateTimeFormatter DATE = format("uuuu-MM-dd");
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss.SSS");

    private final SplittableRandom random;
    private final Instant time;

    Draw(SplittableRandom random, Instant time) {
        this.random = random;
        this.time = time;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    long bits() {
        return random.nextLong();
    }

    /** @param sample what was in this place */
    String value(Slot.Kind kind, String sample) {
        return switch (kind) {
            case HOST -> host();
            case USER -> user();
            case INSIDE -> inside();
            case OUTSIDE -> outside();
            case NET24 -> "198.51.100." + (1 + random.nextInt(250));
            case NET16 -> "198.18." + random.nextInt(256) + "." + (1 + random.nextInt(250));
            case PORT -> Integer.toString(1_024 + random.nextInt(64_000));
            case PID -> Integer.toString(4 * (1 + random.nextInt(8_000)));
            case COUNT -> Long.toString(count(sample));
            case GUID -> guid(sample);
            case HEX -> hex(sample);
            case UID -> sample.charAt(0) + letters(UID, sample.length() - 1);
            case SITE -> site();
            case DOMAIN -> letters(LETTERS, 24) + (random.nextBoolean() ? ".top" : ".xyz");
            case ISO -> iso(sample);
            case SYSLOG -> SYSLOG.format(time);
            case WEB -> WEB.format(time);
        };
    }

    /** Of {@code many}, the first in most events. */
    private int zipf(int many) {
        return (int) Math.pow(many, random.nextDouble()) - 1;
    }

    private String host() {
        int host = zipf(HOSTS);
        String role = host % 10 < 6 ? "ws-" : host % 10 < 9 ? "srv-" : "dc-";
        return role + (1_000 + host);
    }

    private String user() {
        int user = zipf(USERS);
        return (user % 97 == 61 ? "admin" : user % 43 == 20 ? "svc_app" : "user") + user;
    }

    private String inside() {
        int host = zipf(HOSTS);
        return "10." + (10 + host % 24) + "." + host / 8 % 250 + "." + (1 + host % 250);
    }

    /** Never of a network that is planted. */
    private String outside() {
        int spread = zipf(STRANGERS) * 0x9E3779B1;
        int first = 11 + (spread >>> 24) % 180;
        return first + "." + (spread >>> 16 & 255) + "." + (spread >>> 8 & 255) + "." + (spread & 255);
    }

    private String site() {
        int site = zipf(SITES);
        return "h" + site % 13 + ".site" + site + SITE_ENDS.get(site % SITE_ENDS.size());
    }

    private long count(String sample) {
        long most = Math.max(10, 2 * Long.parseLong(sample));
        return 1 + random.nextLong(most);
    }

    private String guid(String sample) {
        String hex = hex(new SplittableRandom(random.nextInt(PROCESSES)), 32, sample);
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }

    private String hex(String sample) {
        return hex(new SplittableRandom(zipf(FILES)), sample.length(), sample);
    }

    private static String hex(SplittableRandom random, int length, String sample) {
        StringBuilder hex = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            hex.append(DIGITS.charAt(random.nextInt(16)));
        }
        boolean capital = sample.chars().anyMatch(sign -> sign >= 'A' && sign <= 'F');
        return capital ? hex.toString().toUpperCase(Locale.ROOT) : hex.toString();
    }

    private String letters(String alphabet, int length) {
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }

    /** As long as the sample, up to nanoseconds, and as it with T or a space, with Z or without. */
    private String iso(String sample) {
        boolean zone = sample.endsWith("Z");
        int digits = sample.length() - (zone ? 1 : 0);
        String text =
                DATE.format(time) + sample.charAt(10) + CLOCK.format(time) + (1_000_000 + random.nextInt(8_000_000));
        return text.substring(0, Math.min(digits, text.length())) + (zone ? "Z" : "");
    }
}
