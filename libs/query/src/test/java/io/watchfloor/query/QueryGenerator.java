package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random queries and documents over a small vocabulary, so that they meet; the same seed gives the same ones. */
final class QueryGenerator {

    private final SplittableRandom random;
    private final boolean nasty;
    private final QueryVocabulary vocabulary;

    QueryGenerator(long seed, boolean nasty) {
        this.random = new SplittableRandom(seed);
        this.nasty = nasty;
        this.vocabulary = QueryVocabulary.PLAIN;
    }

    private QueryGenerator(SplittableRandom random) {
        this.random = random;
        this.nasty = false;
        this.vocabulary = QueryVocabulary.tricky(random);
    }

    /** Of a larger vocabulary, which holds what no plain event does. */
    static QueryGenerator tricky(long seed) {
        return new QueryGenerator(new SplittableRandom(seed));
    }

    Query clause() {
        return leaf();
    }

    Query query() {
        return query(4);
    }

    private Query query(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(12)) {
            case 0, 1 -> new Query.And(clauses(depth));
            case 2, 3 -> new Query.Or(clauses(depth));
            case 4 -> new Query.Not(query(depth - 1));
            default -> leaf();
        };
    }

    private List<Query> clauses(int depth) {
        return IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(_ -> query(depth - 1))
                .toList();
    }

    private Query leaf() {
        return switch (random.nextInt(14)) {
            case 0 -> new Query.MatchAll();
            case 1 -> new Query.Exists(field());
            case 2, 3 -> new Query.Term(field(), filled());
            case 4 -> new Query.Phrase(field(), text());
            case 5, 6 -> new Query.FreeText(text());
            case 7 -> new Query.Prefix(anyField(), filled());
            case 8, 9 -> wildcard();
            case 10 -> new Query.Cidr(anyField(), pick(QueryVocabulary.NETWORKS));
            case 11 -> new Query.Regex(anyField(), pick(vocabulary.regexes()));
            default -> range();
        };
    }

    private Query wildcard() {
        String text = filled();
        int cut = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        List<Piece> pieces = new ArrayList<>(List.of(new Piece.AnyRun(), new Piece.Literal(text.substring(cut))));
        if (random.nextBoolean()) {
            pieces.add(0, new Piece.Literal(text.substring(0, cut)));
        }
        if (random.nextBoolean()) {
            pieces.add(random.nextInt(pieces.size() + 1), new Piece.AnyOne());
        }
        if (random.nextBoolean()) {
            pieces.add(new Piece.AnyRun());
        }
        return new Query.Wildcard(anyField(), pieces);
    }

    private Query range() {
        int open = random.nextInt(4);
        String lower = open == 0 ? null : bound();
        String upper = open == 1 ? null : bound();
        return new Query.Range(field(), lower, upper, random.nextBoolean(), random.nextBoolean());
    }

    private String bound() {
        return nasty && random.nextInt(3) == 0 ? pick(QueryVocabulary.NASTY) : pick(QueryVocabulary.BOUNDS);
    }

    private String field() {
        String nastyName = nasty && random.nextInt(4) == 0 ? pick(QueryVocabulary.NASTY) : "";
        boolean usable = !nastyName.isEmpty()
                && nastyName.indexOf('*') < 0
                && nastyName.indexOf('?') < 0
                && !nastyName.equals("_exists_");
        return usable ? nastyName : nasty && random.nextInt(8) == 0 ? "fe80" : pick(vocabulary.fields());
    }

    private String anyField() {
        return random.nextInt(4) == 0 ? Query.ANY_FIELD : field();
    }

    private String filled() {
        String text = text();
        return text.isEmpty() ? "x" : text;
    }

    private String text() {
        return nasty && random.nextBoolean() ? pick(QueryVocabulary.NASTY) : recased(pick(vocabulary.texts()));
    }

    private String recased(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    Map<String, Object> event() {
        Map<String, Object> event = new HashMap<>();
        for (String field : vocabulary.fields()) {
            if (!FieldAliases.resolve(field).equals(List.of(field)) || field.endsWith("*") || random.nextInt(3) == 0) {
                continue;
            }
            event.put(field, random.nextInt(5) == 0 ? List.of(value(), value()) : value());
        }
        return event;
    }

    private Object value() {
        return switch (random.nextInt(10)) {
            case 0 -> 4625;
            case 1 -> random.nextBoolean() ? (Object) 4625.0 : (Object) (-7L);
            case 2 -> random.nextBoolean() ? (Object) random.nextBoolean() : (Object) 9007199254740993L;
            case 3, 4 -> vocabulary.values().isEmpty() ? recased(pick(vocabulary.texts())) : pick(vocabulary.values());
            default -> recased(pick(vocabulary.texts()));
        };
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Words, signs and spaces in any order: mostly no query, but always an answer. */
    String babble() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(pick(QueryVocabulary.SYNTAX)).append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }
}
