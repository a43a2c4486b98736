package io.watchfloor.blocks.filter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Events of few fields whose values are equal to one another in odd ways; the same seed gives the same ones. */
final class OddEvents {

    private static final List<String> FIELDS = List.of(
            "user.name",
            "message",
            "process.command_line",
            "source.ip",
            "event.code",
            "file.hash.md5",
            "@timestamp",
            "watchfloor.tenant",
            "event.created",
            "odd name:(x)",
            "ünïcode.fïeld");
    private static final List<Object> VALUES = List.of(
            "",
            " ",
            "--",
            "a",
            "ab",
            "admin",
            "Admin_User",
            "sysadmin admin",
            "ÄRGER",
            "ärger straße",
            "STRASSE",
            "ΣΊΣΥΦΟΣ",
            "σίσυφος",
            "\u212Aelvin kelvin",
            "ſ\u0131\u0130iI",
            "e\u0301te\u0301 été",
            "half \uD83D of a",
            "\uDE00x",
            "\uD83D\uDE00 smile",
            "𐐀𐐨 deseret",
            "日本語 テスト",
            "10.0.0.1",
            "10.0.0.254",
            "::ffff:10.0.0.1",
            "::FFFF:a00:1",
            "2001:db8::1",
            "2001:DB8:0:0::1",
            "fe80::1%eth0",
            "from 10.0.0.1, 10.0.0.2",
            "10-0-0-1.example",
            "010.0.0.1",
            "1.2.3.4.5.6",
            "4625",
            "04625",
            "4625.0",
            "-7",
            "1e3",
            "face",
            "deadbeef",
            "0xDEAD",
            "{00ff}",
            "true",
            "falsehood",
            "NaN",
            "2025-01-31T10:15:30.5Z",
            "C:\\Windows\\cmd.exe /c \"whoami\" && dir",
            "x".repeat(300),
            "w ".repeat(200),
            4625,
            4625L,
            4625.0,
            new BigDecimal("4625.00"),
            new BigInteger("4625"),
            -7,
            -7.0,
            0.0,
            -0.0,
            0,
            1000,
            1e3,
            1e300,
            0.1,
            new BigDecimal("0.1"),
            new BigDecimal("1e400"),
            9007199254740993L,
            9007199254740992.0,
            Long.MAX_VALUE,
            new BigInteger("9223372036854775808"),
            Long.MIN_VALUE,
            true,
            false);

    private final SplittableRandom random;

    OddEvents(long seed) {
        this.random = new SplittableRandom(seed);
    }

    List<Map<String, Object>> block(int size) {
        return IntStream.range(0, size).mapToObj(_ -> event()).toList();
    }

    private Map<String, Object> event() {
        Map<String, Object> event = new HashMap<>();
        for (String field : FIELDS) {
            if (random.nextInt(3) == 0) {
                event.put(field, random.nextInt(4) == 0 ? list() : value());
            }
        }
        return event;
    }

    private List<Object> list() {
        return IntStream.range(0, random.nextInt(3)).mapToObj(_ -> value()).toList();
    }

    Object value() {
        Object value = VALUES.get(random.nextInt(VALUES.size()));
        if (!(value instanceof String text)) {
            return value;
        }
        return switch (random.nextInt(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }
}
