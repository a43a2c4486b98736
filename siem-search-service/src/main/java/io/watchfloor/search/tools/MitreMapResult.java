package io.watchfloor.search.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.watchfloor.attack.Tactic;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MappedTechniques;
import io.watchfloor.attack.mapping.MatchedOn;
import io.watchfloor.attack.quote.Quote;
import io.watchfloor.attack.quote.QuoteSource;
import io.watchfloor.search.rerank.Reranked;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The techniques that were observed.
 *
 * @param techniques the most confident first; empty when nothing is confident enough
 * @param count how many
 * @param unknownIds ids that the input names and ATT&amp;CK does not have
 * @param attackVersion of the catalogue, such as {@code 18.1}
 * @param copyright of what is quoted; absent where nothing is
 * @param reranked whether a language model put them in this order; confidence is that model's then
 * @param rerankedBy which; absent where none did
 * @param rerankFailure why the own order was kept, where a model was to be asked: {@code busy}, {@code timeout}, {@code unreachable},
 *     {@code status}, {@code too_large} or {@code invalid_answer}
 */
@Schema(name = "MitreMapResult")
public record MitreMapResult(
        List<Technique> techniques,
        int count,
        List<String> unknownIds,
        String attackVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String copyright,
        boolean reranked,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rerankedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rerankFailure) {
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
     * @param quotes the sentence on it that is nearest to the input, of the version of ATT&amp;CK that was imported; absent where none was
     */
    @Schema(name = "MappedTechnique")
    public record Technique(
            String id,
            String name,
            String tactic,
            List<String> tactics,
            String url,
            double confidence,
            List<Match> matchedOn,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Quoted> quotes) {
        static Technique of(MappedTechnique mapped, List<Quoted> quotes) {
            List<String> tactics =
                    mapped.tactics().stream().map(Tactic::shortName).toList();
            return new Technique(
                    mapped.id().toString(),
                    mapped.name(),
                    tactics.isEmpty() ? "" : tactics.getFirst(),
                    tactics,
                    mapped.url(),
                    mapped.confidence(),
                    mapped.matchedOn().stream().map(Match::of).toList(),
                    quotes);
        }
    }

    /**
     * A sentence of ATT&amp;CK.
     *
     * @param source {@code description} of the technique, or {@code procedure}: what a group, software or campaign did
     * @param id of the technique, or of the group, software or campaign
     * @param name of the same
     * @param url its page at MITRE
     * @param similarity 0 to 1, of its words and those of the part of the input that it is nearest to
     */
    @Schema(name = "TechniqueQuote")
    public record Quoted(String text, String source, String id, String name, String url, double similarity) {
        static Quoted of(Quote quote) {
            QuoteSource source = quote.source();
            return new Quoted(
                    quote.text(),
                    source.kind().wireName(),
                    source.id(),
                    source.name(),
                    source.url(),
                    quote.similarity());
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

    /**
     * The answer.
     *
     * @param quotes by technique; empty where nothing was imported
     */
    static MitreMapResult of(MappedTechniques mapped, Map<TechniqueId, Quote> quotes, @Nullable String copyright) {
        List<Technique> techniques = mapped.techniques().stream()
                .map(each -> Technique.of(
                        each,
                        Stream.ofNullable(quotes.get(each.id())).map(Quoted::of).toList()))
                .toList();
        List<String> unknown =
                mapped.unknownIds().stream().map(Object::toString).toList();
        return new MitreMapResult(
                techniques, techniques.size(), unknown, mapped.attackVersion(), copyright, false, null, null);
    }

    /** The same, and how its order came about. */
    MitreMapResult reranked(Reranked by) {
        return new MitreMapResult(
                techniques, count, unknownIds, attackVersion, copyright, by.model() != null, by.model(), by.failure());
    }
}
