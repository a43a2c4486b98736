package io.watchfloor.rules.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StarterRatesTest {
    private static final Pattern NAMED = Pattern.compile("`([a-z]+/[a-z0-9_]{10,})`");

    @Test
    void noRuleFiresOftenOnQuietLogsWithoutAReasonInTheReadme() throws IOException {
        StarterRates rates = new StarterRates(StarterPack.read());
        QuietLogs.each(rates::count);
        String page = Files.readString(StarterPack.ROOT.resolve("README.md"));
        List<String> named =
                NAMED.matcher(page).results().map(result -> result.group(1)).toList();
        assertThat(rates.often()).containsExactlyInAnyOrderElementsOf(named);
    }
}
