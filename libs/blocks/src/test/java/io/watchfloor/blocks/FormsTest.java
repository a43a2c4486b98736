package io.watchfloor.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] text = new byte[40];

    @Test
    void timesOfAllYearsAreSpelledAndRead() {
        for (int i = 0; i < 20_000; i++) {
            long time = random.nextLong(Timestamps.FIRST, Timestamps.LAST + 1);
            Timestamps.format(time, text);
            String spelled = text(Timestamps.LENGTH);

            assertThat(spelled).isEqualTo(EXACT.format(Instant.ofEpochMilli(time)));
            assertThat(Timestamps.parse(spelled)).isEqualTo(time);
        }
        assertThat(Timestamps.parse("0000-01-01T00:00:00.000Z")).isEqualTo(Timestamps.FIRST);
        assertThat(Timestamps.parse("9999-12-31T23:59:59.999Z")).isEqualTo(Timestamps.LAST);
        assertThat(Timestamps.parse("2024-02-29T00:00:00.000Z")).isNotEqualTo(Timestamps.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20T08:15:30Z",
                "2026-11-20t08:15:30.123Z",
                "2026-11-20T24:00:00.000Z",
                "2026-11-20T23:59:60.000Z",
                "2026-00-20T08:15:30.123Z",
                "2026-13-20T08:15:30.123Z",
                "2026-11-00T08:15:30.123Z",
                "2026-11-31T08:15:30.123Z",
                "2025-02-29T08:15:30.123Z",
                "1900-02-29T08:15:30.123Z",
                "2026-11-20T08:60:30.123Z",
                "2026-11-20T08:15:30.12٣Z"
            })
    void otherTimesAreNotRead(String other) {
        assertThat(Timestamps.parse(other)).isEqualTo(Timestamps.NONE);
    }

    @Test
    void addressesAndNumbersAreSpelledAndRead() {
        for (int i = 0; i < 30_000; i++) {
            long address = random.nextLong() & Ip4Text.LAST;
            assertThat(Ip4Text.parse(text(Ip4Text.format(address, text)))).isEqualTo(address);
            long number = random.nextLong() >> random.nextInt(64);
            assertThat(text(DecimalText.format(number, text))).isEqualTo(Long.toString(number));
            long read = DecimalText.parse(Long.toString(number));
            assertThat(read).isIn(number, DecimalText.NONE);
            assertThat(read == DecimalText.NONE)
                    .isEqualTo(Math.abs(number) > DecimalText.MOST || number == Long.MIN_VALUE);
        }
        assertThat(text(DecimalText.format(Long.MIN_VALUE, text))).isEqualTo("-9223372036854775808");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "01.2.3.4",
                "256.1.1.1",
                "1.2.3.-4",
                "1..2.3",
                "1.2.3.4 ",
                "0000.0.0.0",
                "١.2.3.4"
            })
    void otherAddressesAreNotRead(String other) {
        assertThat(Ip4Text.parse(other)).isEqualTo(Ip4Text.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-0", "00", "01", "-01", "+1", "1.0", "1000000000000000000", "1٣"})
    void otherNumbersAreNotRead(String other) {
        assertThat(DecimalText.parse(other)).isEqualTo(DecimalText.NONE);
    }

    @Test
    void uuidsAreSpelledAndRead() {
        for (int i = 0; i < 10_000; i++) {
            String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
            byte[] bytes = new byte[20];
            assertThat(UuidText.parse(uuid, bytes, 3)).isTrue();
            UuidText.format(bytes, 3, text);
            assertThat(text(UuidText.LENGTH)).isEqualTo(uuid);
        }
        byte[] bytes = new byte[16];
        assertThat(UuidText.parse("01234567-89ab-cdef-0123-456789abcdeF", bytes, 0))
                .isFalse();
        assertThat(UuidText.parse("01234567-89ab-cdef-0123-456789abcdeg", bytes, 0))
                .isFalse();
        assertThat(UuidText.parse("01234567089ab-cdef-0123-456789abcdef", bytes, 0))
                .isFalse();
    }

    @Test
    void aLiteralIsFoundWhereASearchInLowerCaseFindsIt() {
        for (int i = 0; i < 30_000; i++) {
            String hay = word(random.nextInt(30));
            String literal = word(1 + random.nextInt(4)).toLowerCase(Locale.ROOT);
            byte[] bytes = ("xx" + hay + "aa").getBytes(StandardCharsets.US_ASCII);
            int expected = hay.toLowerCase(Locale.ROOT).indexOf(literal);
            int found = new Literal(literal.getBytes(StandardCharsets.US_ASCII)).find(bytes, 2, bytes.length - 2);

            assertThat(found).as("%s in %s", literal, hay).isEqualTo(expected < 0 ? -1 : expected + 2);
        }
        String distant = "y".repeat(200) + "z";
        byte[] bytes = ("y".repeat(900) + "Z").getBytes(StandardCharsets.US_ASCII);
        assertThat(new Literal(distant.getBytes(StandardCharsets.US_ASCII)).find(bytes, 0, 901))
                .isEqualTo(700);
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append("abAB\\|@`".charAt(random.nextInt(8)));
        }
        return word.toString();
    }

    private String text(int length) {
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }
}
