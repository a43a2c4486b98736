package io.watchfloor.attack.stix;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.TechniqueStatus;
import io.watchfloor.attack.quote.Passage;
import io.watchfloor.attack.quote.QuoteIndex;
import io.watchfloor.attack.quote.QuoteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * ATT&amp;CK Enterprise as a user has it.
 *
 * @param catalogue its techniques; also finds ids of the next version that the bundled catalogue knows
 * @param quotes the sentences of its descriptions and procedures
 * @param copyright MITRE's line, which goes with every copy of those sentences
 */
public record ImportedAttack(AttackCatalogue catalogue, QuoteIndex quotes, String copyright) {
    private static final String DESIGNATION =
            "© %s The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.";
    private static final String YEAR = "2025";

    /**
     * Reads the bundle {@code enterprise-attack.json} to its end; what is of other domains is passed over.
     *
     * @throws StixException when it is none; the message names the field and the place
     */
    public static ImportedAttack read(InputStream in) throws IOException {
        StixContents contents = new StixContents();
        StixReader.read(in, contents);
        TechniqueAssembly assembly = new TechniqueAssembly(contents);
        AttackCatalogue catalogue = assembly.catalogue();
        List<Passage> passages = new ArrayList<>(descriptions(contents, assembly.ids(), catalogue));
        passages.addAll(procedures(contents, assembly.ids(), catalogue));
        String year = contents.year().isEmpty() ? YEAR : contents.year();
        return new ImportedAttack(
                catalogue.withReplacementsOf(AttackCatalogue.bundled()),
                QuoteIndex.of(passages),
                DESIGNATION.formatted(year));
    }

    private static List<Passage> descriptions(
            StixContents contents, Map<String, TechniqueId> ids, AttackCatalogue catalogue) {
        List<Passage> passages = new ArrayList<>();
        contents.techniques().forEach((stixId, object) -> {
            TechniqueId id = ids.get(stixId);
            if (id != null && object.description() != null && !object.isWithdrawn() && isActive(catalogue, id)) {
                QuoteSource source = new QuoteSource(
                        QuoteSource.Kind.DESCRIPTION, id.value(), StixObject.text(object.name()), id.url());
                passages.addAll(Passage.of(id, object.description(), source));
            }
        });
        return passages;
    }

    /** By the ids of those who used a technique, so that the order in the file does not matter. */
    private static List<Passage> procedures(
            StixContents contents, Map<String, TechniqueId> ids, AttackCatalogue catalogue) {
        List<Passage> passages = new ArrayList<>();
        for (StixObject uses : contents.relationships("uses")) {
            TechniqueId technique = ids.get(StixObject.text(uses.target()));
            StixObject user = contents.users().get(StixObject.text(uses.source()));
            if (technique != null && user != null && !user.isWithdrawn() && isActive(catalogue, technique)) {
                user.attack()
                        .map(reference -> source(user, reference))
                        .ifPresent(source ->
                                passages.addAll(Passage.of(technique, StixObject.text(uses.description()), source)));
            }
        }
        passages.sort(Comparator.comparing(passage -> passage.source().id()));
        return passages;
    }

    private static QuoteSource source(StixObject user, StixObject.Reference reference) {
        return new QuoteSource(
                QuoteSource.Kind.PROCEDURE,
                StixObject.text(reference.id()),
                StixObject.text(user.name()),
                StixObject.text(reference.url()));
    }

    private static boolean isActive(AttackCatalogue catalogue, TechniqueId id) {
        return catalogue.technique(id).map(Technique::status).stream().anyMatch(TechniqueStatus.ACTIVE::equals);
    }
}
