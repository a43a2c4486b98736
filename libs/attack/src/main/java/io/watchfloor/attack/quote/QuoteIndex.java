package io.watchfloor.attack.quote;

import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.MappedTechnique;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the sentence on a technique that is nearest to a text: an inverted index of words, weighted by frequency and rarity
 * (tf-idf), and the cosine. Built once; immutable. Of sentences that are equally near the first one given is taken, so that
 * a technique of which nothing is near has the beginning of its description.
 */
public final class QuoteIndex {
    private final List<Passage> passages;
    private final Map<TechniqueId, Range> ranges;
    private final Map<String, Integer> terms;
    private final Postings postings;

    private QuoteIndex(List<Passage> passages, Map<String, Integer> terms, Postings postings) {
        this.passages = passages;
        this.ranges = ranges(passages);
        this.terms = terms;
        this.postings = postings;
    }

    /** The passages of a technique, one after another. */
    private record Range(int begin, int end) {}

    /** @param given in any order; that of a technique's passages is kept */
    public static QuoteIndex of(Collection<Passage> given) {
        List<Passage> passages =
                given.stream().sorted(Comparator.comparing(Passage::technique)).toList();
        Map<String, Integer> terms = new HashMap<>();
        Postings.Builder postings = new Postings.Builder(passages.size());
        for (Passage passage : passages) {
            Map<String, Integer> words = Words.count(passage.text());
            int[] ids = words.keySet().stream()
                    .mapToInt(word -> terms.computeIfAbsent(word, each -> terms.size()))
                    .toArray();
            postings.add(ids, words.values().stream().mapToInt(i -> i).toArray());
        }
        return new QuoteIndex(passages, terms, postings.build(terms.size()));
    }

    /** How many sentences there are to quote. */
    public int size() {
        return passages.size();
    }

    /**
     * For each technique that has sentences the one that is nearest to a part of the input that speaks for it.
     *
     * @param description as it was mapped
     * @param indicators as they were mapped
     */
    public Map<TechniqueId, Quote> nearest(
            String description, List<String> indicators, Collection<MappedTechnique> techniques) {
        MatchedTexts texts = new MatchedTexts(description, indicators);
        Map<TechniqueId, Quote> quotes = new LinkedHashMap<>();
        for (MappedTechnique technique : techniques) {
            nearest(technique.id(), texts.of(technique)).ifPresent(quote -> quotes.put(technique.id(), quote));
        }
        return quotes;
    }

    private Optional<Quote> nearest(TechniqueId technique, List<String> texts) {
        Range range = ranges.get(technique);
        if (range == null) {
            return Optional.empty();
        }
        int best = range.begin();
        float most = 0;
        for (String text : texts) {
            float[] similarities = similarities(text, range);
            for (int i = 0; i < similarities.length; i++) {
                if (similarities[i] > most) {
                    most = similarities[i];
                    best = range.begin() + i;
                }
            }
        }
        Passage passage = passages.get(best);
        double rounded = Math.round(Math.clamp(most, 0, 1) * 10_000) / 10_000.0;
        return Optional.of(new Quote(passage.text(), passage.source(), rounded));
    }

    private float[] similarities(String text, Range range) {
        float[] similarities = new float[range.end() - range.begin()];
        double squares = 0;
        for (Map.Entry<String, Integer> word : Words.count(text).entrySet()) {
            Integer term = terms.get(word.getKey());
            double weight = Postings.weight(word.getValue(), term == null ? postings.rarest() : postings.rarity(term));
            squares += weight * weight;
            if (term != null) {
                postings.addTo(similarities, term, range.begin(), (float) weight);
            }
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < similarities.length; i++) {
            similarities[i] /= length;
        }
        return similarities;
    }

    private static Map<TechniqueId, Range> ranges(List<Passage> passages) {
        Map<TechniqueId, Range> ranges = new HashMap<>();
        for (int i = 0; i < passages.size(); i++) {
            int end = i + 1;
            int before = i;
            Range unused = ranges.compute(
                    passages.get(i).technique(), (id, range) -> new Range(range == null ? before : range.begin(), end));
        }
        return ranges;
    }
}
