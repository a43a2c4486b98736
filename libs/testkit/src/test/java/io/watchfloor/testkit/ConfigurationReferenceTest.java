package io.watchfloor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.testkit.docs.ConfigurationReference;
import io.watchfloor.testkit.docs.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    @Test
    void theCommittedPageListsEveryProperty() throws IOException {
        String page =
                ConfigurationReference.of(Path.of("../..").toAbsolutePath().normalize());
        assertThat(page).contains("`watchfloor.page.cursor-key`", "`watchfloor.database.name`");
        GeneratedFile.check("docs/configuration.md", page);
    }
}
