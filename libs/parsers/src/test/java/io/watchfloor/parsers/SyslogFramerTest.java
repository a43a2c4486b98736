package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogFramerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void bothFramingsMayMixOnOneConnectionInChunksOfAnySize(int chunk) {
        String stream = "<1>one\n10 <2>two\nxyz<3>three\r\n8 <4>four44 five<6>six\u0000<7>seven\n\n\u00007th line\n";
        assertThat(frames(stream, 100, chunk))
                .containsExactly(
                        "<1>one", "<2>two\nxyz", "<3>three", "<4>four4", "five", "<6>six", "<7>seven", "7th line");
    }

    @Test
    void aLineThatBeginsWithANumberIsALine() {
        assertThat(frames("12 monkeys\n2026-11-03T04:05:06Z host x\n1234567890123 x\n", 100, 5))
                .containsExactly("12 monkeys", "2026-11-03T04:05:06Z host x", "1234567890123 x");
    }

    @Test
    void anUnfinishedLastLineIsAMessage() {
        assertThat(frames("<1>one\n<2>two", 100, 4)).containsExactly("<1>one", "<2>two");
    }

    @Test
    void longFramesAreCutAndCounted() {
        SyslogFramer framer = new SyslogFramer(5);
        List<byte[]> frames =
                new ArrayList<>(framer.feed("<1>abcdef\n12 <2>ghijklmno<3>x\n".getBytes(StandardCharsets.UTF_8)));
        frames.addAll(framer.end());
        assertThat(text(frames)).containsExactly("<1>ab", "<2>gh", "<3>x");
        assertThat(framer.cutFrames()).isEqualTo(2);
        assertThat(framer.cutBytes()).isEqualTo(4 + 7);
    }

    @Test
    void aCountedFrameThatEndsEarlyIsKeptAndCounted() {
        SyslogFramer framer = new SyslogFramer(100);
        List<byte[]> frames = new ArrayList<>(framer.feed("20 <1>abc".getBytes(StandardCharsets.UTF_8)));
        frames.addAll(framer.end());
        assertThat(text(frames)).containsExactly("<1>abc");
        assertThat(framer.cutFrames()).isEqualTo(1);
        assertThat(framer.cutBytes()).isEqualTo(14);
    }

    private static List<String> frames(String stream, int max, int chunk) {
        SyslogFramer framer = new SyslogFramer(max);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += chunk) {
            frames.addAll(framer.feed(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + chunk))));
        }
        frames.addAll(framer.end());
        return text(frames);
    }

    private static List<String> text(List<byte[]> frames) {
        return frames.stream()
                .map(frame -> new String(frame, StandardCharsets.UTF_8))
                .toList();
    }
}
