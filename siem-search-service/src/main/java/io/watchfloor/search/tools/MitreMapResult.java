package io.watchfloor.search.tools;

import io.watchfloor.attack.Tactic;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MappedTechniques;
import io.watchfloor.attack.mapping.MatchedOn;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The techniques that were observed.
 *
 * @param techniques the most confident first; empty when nothing is confident enough
 * @param count how many
 * @param unknownIds ids that the input names and ATT&amp;CK does not have
 * @param attackVersion of the catalogue, such as {@code 18.1}
 */
@Schema(name = "MitreMapResult")
public record MitreMapResult(List<Technique> techniques, int count, List<String> unknownIds, String attackVersion) {
    public MitreMapResult {
        techniques = List.copyOf(techniques);
        unknownIds = List.copyOf(unknownIds);
    }

    /**
     * A technique.
     *
     * @param tactic its first tactic, such as {@code credential-access}
     * @param tactics all of them, in the order of the matrix
     * @param url its page at MITRE
     * @param confidence 0 to 1: how often an answer like this one is right
     * @param matchedOn what of the input speaks for it, the strongest first
     */
    @Schema(name = "MappedTechnique")
    public record Technique(
            String id,
            String name,
            String tactic,
            List<String> tactics,
            String url,
            double confidence,
            List<Match> matchedOn) {
        static Technique of(MappedTechnique mapped) {
            List<String> tactics =
                    mapped.tactics().stream().map(Tactic::shortName).toList();
            return new Technique(
                    mapped.id().toString(),
                    mapped.name(),
                    tactics.isEmpty() ? "" : tactics.getFirst(),
                    tactics,
                    mapped.url(),
                    mapped.confidence(),
                    mapped.matchedOn().stream().map(Match::of).toList());
        }
    }

    /**
     * A part of the input. Places count characters of UTF-16 from 0.
     *
     * @param kind {@code sentence} of the description, {@code indicator}, or {@code named_id}: the input names it
     * @param start of the sentence or the id
     * @param end behind it
     * @param indicator its place in the list; absent for the description
     * @param id as named; another than the technique's where that was revoked or is of another version
     */
    @Schema(name = "TechniqueMatch")
    public record Match(
            String kind,
            @Nullable Integer start,
            @Nullable Integer end,
            @Nullable Integer indicator,
            @Nullable String id) {
        static Match of(MatchedOn part) {
            return switch (part) {
                case MatchedOn.Sentence sentence -> new Match("sentence", sentence.begin(), sentence.end(), null, null);
                case MatchedOn.Indicator indicator -> new Match("indicator", null, null, indicator.index(), null);
                case MatchedOn.NamedId named ->
                    new Match(
                            "named_id",
                            named.begin(),
                            named.end(),
                            named.indicator(),
                            named.id().toString());
            };
        }
    }

    static MitreMapResult of(MappedTechniques mapped) {
        List<Technique> techniques =
                mapped.techniques().stream().map(Technique::of).toList();
        List<String> unknown =
                mapped.unknownIds().stream().map(Object::toString).toList();
        return new MitreMapResult(techniques, techniques.size(), unknown, mapped.attackVersion());
    }
}
