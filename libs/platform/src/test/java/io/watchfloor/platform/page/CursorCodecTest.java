package io.watchfloor.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final CursorCodec CODEC = codec("a secret of at least thirty-two bytes");

    @Test
    void aCursorBringsBackWhatWentIntoIt() {
        String cursor = CODEC.encode(ACME, "alerts", List.of("2025-01-01T00:00:00.000Z", "id"));
        assertThat(CODEC.decode(ACME, "alerts", cursor)).containsExactly("2025-01-01T00:00:00.000Z", "id");
    }

    @Test
    void anotherTenantsCursorIsRefused() {
        String cursor = CODEC.encode(new TenantId("other"), "alerts", List.of("id"));
        assertThatThrownBy(() -> CODEC.decode(ACME, "alerts", cursor)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String cursor = CODEC.encode(ACME, "cases", List.of("id"));
        assertThatThrownBy(() -> CODEC.decode(ACME, "alerts", cursor)).isInstanceOf(ProblemException.class);
    }

    @Test
    void everyChangedByteIsNoticed() {
        byte[] bytes = Base64.getUrlDecoder().decode(CODEC.encode(ACME, "alerts", List.of("id")));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> CODEC.decode(ACME, "alerts", cursor))
                    .as("byte %d", i)
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aCursorCannotBeRead() {
        byte[] bytes = Base64.getUrlDecoder().decode(CODEC.encode(ACME, "alerts", List.of("position")));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("acme", "alerts", "position");
    }

    @Test
    void aCursorSignedWithAnotherKeyIsRefused() {
        String cursor = codec("another secret of thirty-two bytes or more").encode(ACME, "alerts", List.of("id"));
        assertThatThrownBy(() -> CODEC.decode(ACME, "alerts", cursor)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64 !", "AAAA", "Ym9ndXM"})
    void rubbishIsRefusedWithTheNameOfTheParameter(String rubbish) {
        assertThatThrownBy(() -> CODEC.decode(ACME, "alerts", rubbish))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.errors()).extracting("pointer").containsExactly("?cursor"));
    }

    @Test
    void theItemTooManyMakesACursorToTheLastShown() {
        Page<String> page = CODEC.page(ACME, "words", List.of("a", "b", "c"), 2, List::of);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(CODEC.decode(ACME, "words", String.valueOf(page.nextCursor())))
                .containsExactly("b");
        assertThat(CODEC.page(ACME, "words", List.of("a", "b"), 2, List::of).nextCursor())
                .isNull();
    }

    @Test
    void aShortKeyIsRefusedAtStart() {
        assertThatThrownBy(() -> codec("short")).hasMessageContaining("watchfloor.page.cursor-key");
    }

    private static CursorCodec codec(String secret) {
        return new CursorCodec(() -> Base64.getEncoder().encodeToString(secret.getBytes()));
    }
}
