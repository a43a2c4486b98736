package io.watchfloor.rules.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StarterListTest {
    private static final Path PAGE = StarterPack.ROOT.resolve("README.md");

    @Test
    void theReadmeListsEveryRule() throws IOException {
        String page = Files.readString(PAGE);
        String made = new StarterList(StarterPack.read()).in(page);
        if (Boolean.getBoolean("watchfloor.docs.update")) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale: run ./watchfloor docs", PAGE)
                .isEqualTo(made);
    }
}
