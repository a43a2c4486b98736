package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "::,::0",
        "::1,0:0:0:0:0:0:0:1",
        "1::,1:0:0:0:0:0:0:0",
        "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,0:2:3:4:5:6:7:8",
        "2001:DB8::a,2001:0db8:0000::000A",
        "::ffff:10.0.0.1,10.0.0.1",
        "::ffff:0a00:0001,10.0.0.1",
        "1:2:3:4:5:6:10.0.0.1,1:2:3:4:5:6:a00:1",
        "fe80::1%eth0,fe80::1"
    })
    void spellingsOfAnAddressAreEqual(String one, String other) {
        assertThat(Address.parse(one)).isNotNull().isEqualTo(Address.parse(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4 ",
                "1..2.3",
                "1.2.3.",
                "١.2.3.4",
                "1:2",
                ":1::2",
                "1::2:",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "a",
                "abcd"
            })
    void everythingElseIsNone(String text) {
        assertThat(Address.parse(text)).isNull();
    }

    @Test
    void theJdkReadsTheSame() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            for (int zero = random.nextInt(16), end = random.nextInt(17); zero < end; zero++) {
                bytes[zero] = 0;
            }
            String text = InetAddress.getByAddress(bytes).getHostAddress();

            assertThat(Address.parse(text)).as(text).isEqualTo(new Address(bits(bytes, 0), bits(bytes, 8)));
        }
    }

    private static long bits(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes).getLong(from);
    }
}
