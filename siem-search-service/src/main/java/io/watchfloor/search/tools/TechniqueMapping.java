package io.watchfloor.search.tools;

import io.quarkus.runtime.StartupEvent;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.mapping.MappedTechniques;
import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.attack.mapping.TechniqueMapper;
import io.watchfloor.attack.stix.ImportedAttack;
import io.watchfloor.attack.stix.StixException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Maps to the techniques of the configured version of ATT&amp;CK, with quotes where there are any. */
@ApplicationScoped
class TechniqueMapping {
    private static final Logger LOG = Logger.getLogger(TechniqueMapping.class);

    private final Optional<ImportedAttack> imported;

    TechniqueMapping(ToolConfig config) {
        this.imported = config.attackBundle().map(TechniqueMapping::read);
    }

    void start(@Observes StartupEvent event) {
        imported.ifPresent(attack -> LOG.infof(
                "Own version of ATT&CK version=%s sentences=%d",
                attack.catalogue().version(), attack.quotes().size()));
    }

    /** The catalogue that techniques are of. */
    AttackCatalogue catalogue() {
        return imported.map(ImportedAttack::catalogue).orElseGet(AttackCatalogue::bundled);
    }

    /** Takes up to some 10 ms. */
    MappedTechniques map(String description, List<String> indicators, MappingOptions options) {
        return TechniqueMapper.bundled().with(catalogue()).map(description, indicators, options);
    }

    /** The answer to what was mapped. */
    MitreMapResult answer(String description, List<String> indicators, MappedTechniques mapped) {
        return imported.map(attack -> MitreMapResult.of(
                        mapped,
                        attack.quotes().nearest(description, indicators, mapped.techniques()),
                        attack.copyright()))
                .orElseGet(() -> MitreMapResult.of(mapped, Map.of(), null));
    }

    private static ImportedAttack read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ImportedAttack.read(in);
        } catch (StixException e) {
            throw new IllegalStateException(refusal(file, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new IllegalStateException(refusal(file, "cannot be read: " + e), e);
        }
    }

    private static String refusal(Path file, String reason) {
        return "Refusing to start: watchfloor.tools.attack-bundle " + file + ": " + reason;
    }
}
