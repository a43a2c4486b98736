package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,10.0.0.1",
        "::ffff:10.0.0.1,10.0.0.1",
        "2001:DB8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "0:0:0:0:0:0:0:1,::1",
        "fe80::,fe80::",
        "fe80::1%eth0,fe80::1",
        "::,::"
    })
    void anAddressHasOneSpelling(String given, String canonical) {
        assertThat(IpText.canonical(given)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "127.1",
                "256.1.1.1",
                "010.0.0.1",
                "1.2.3.4.5",
                "a.b.c.d",
                "12:34:56",
                "host",
                "1::2::3",
                "[::1]"
            })
    void otherTextIsNoAddress(String given) {
        assertThat(IpText.canonical(given)).isNull();
    }
}
