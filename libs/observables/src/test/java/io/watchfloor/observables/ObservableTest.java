package io.watchfloor.observables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObservableTest {
    @Test
    void wireNamesArePinned() {
        assertThat(Arrays.stream(ObservableType.values()).map(ObservableType::wireName))
                .containsExactly("ip", "domain", "url", "email", "md5", "sha1", "sha256", "cve", "user", "host");
    }

    @Test
    void wireNamesReadBackInAnyCase() {
        assertThat(ObservableType.values()).allSatisfy(type -> {
            assertThat(ObservableType.of(type.wireName())).isEqualTo(type);
            assertThat(ObservableType.of(type.name())).isEqualTo(type);
        });
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ObservableType.of("hash"));
        assertThatIllegalArgumentException().isThrownBy(() -> ObservableType.selectedBy("file"));
    }

    @Test
    void theFilterHashSelectsEveryHash() {
        assertThat(ObservableType.selectedBy("hash"))
                .containsExactly(ObservableType.MD5, ObservableType.SHA1, ObservableType.SHA256);
        assertThat(ObservableType.selectedBy("sha1")).containsExactly(ObservableType.SHA1);
    }

    @Test
    void theValueIsNormalised() {
        Observable observable = new Observable(ObservableType.IP, " ::FFFF:10.0.0.1");
        assertThat(observable.value()).isEqualTo("10.0.0.1");
        assertThat(observable.qualified()).isEqualTo("ip:10.0.0.1");
    }

    @Test
    void aBlankValueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Observable(ObservableType.HOST, " ."));
    }

    @Test
    void sortsByTypeThenValue() {
        Observable address = new Observable(ObservableType.IP, "203.0.113.9");
        Observable a = new Observable(ObservableType.DOMAIN, "a.example");
        Observable b = new Observable(ObservableType.DOMAIN, "b.example");
        assertThat(Stream.of(b, a, address).sorted()).containsExactly(address, a, b);
    }
}
