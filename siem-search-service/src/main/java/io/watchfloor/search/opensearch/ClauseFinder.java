package io.watchfloor.search.opensearch;

import io.watchfloor.query.Address;
import io.watchfloor.query.Evidence;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Network;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import io.watchfloor.query.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** What a document must have for its event to match a query: rather too much passes than too little, for the evaluator decides. */
final class ClauseFinder {
    private static final String WORDS = "words";
    private static final String VALUES = "values";
    /** OpenSearch refuses queries of over 1,024 conditions. */
    private static final int MOST = 800;
    /** And those nested very deep. */
    private static final int DEEPEST = 50;
    /** A shorter one within a word tells little and fits many terms. */
    private static final int SHORTEST_WITHIN = 3;

    private ClauseFinder() {}

    static Clause of(Query query) {
        Clause clause = of(query, 0);
        return clause.size() > MOST ? Clause.ANYTHING : clause;
    }

    private static Clause of(Query query, int depth) {
        if (depth > DEEPEST) {
            return Clause.ANYTHING;
        }
        return switch (query) {
            case Query.And(var clauses) -> Clause.all(of(clauses, depth + 1));
            case Query.Or(var clauses) -> Clause.any(of(clauses, depth + 1));
            case Query.Not _, Query.MatchAll _ -> Clause.ANYTHING;
            default -> leaf(query);
        };
    }

    private static List<Clause> of(List<Query> clauses, int depth) {
        List<Clause> found = new ArrayList<>(clauses.size());
        for (Query clause : clauses) {
            found.add(of(clause, depth));
        }
        return found;
    }

    private static Clause leaf(Query query) {
        Clause value = value(query);
        // Times say nothing here, whatever "now" is.
        return value == Clause.ANYTHING ? of(Evidence.of(query, Instant.EPOCH)) : value;
    }

    /** What is asked of the whole value of keyword fields, or of its beginning. */
    private static Clause value(Query query) {
        return switch (query) {
            case Query.Term(var field, var text) -> inKeywords(field, text, ClauseFinder::equal);
            case Query.Phrase(var field, var text) -> inKeywords(field, text, ClauseFinder::equal);
            case Query.Prefix(var field, var text) -> inKeywords(field, text, ClauseFinder::beginning);
            case Query.Wildcard(var field, var pieces)
            when pieces.getFirst() instanceof Piece.Literal(var text) ->
                Clause.all(List.of(
                        inKeywords(field, text, ClauseFinder::beginning), of(Evidence.of(query, Instant.EPOCH))));
            default -> Clause.ANYTHING;
        };
    }

    private static Clause inKeywords(String field, String text, BiFunction<String, String, Clause> clause) {
        List<String> names = FieldAliases.resolve(field);
        boolean keywords = names.stream()
                .allMatch(name -> !name.equals(Query.ANY_FIELD)
                        && !Fields.isFamily(name)
                        && !Fields.isText(name)
                        && Fields.isSearched(name));
        return keywords
                ? Clause.any(
                        names.stream().map(name -> clause.apply(name, text)).toList())
                : Clause.ANYTHING;
    }

    private static Clause equal(String field, String text) {
        Set<String> terms = new LinkedHashSet<>();
        terms.add(Terms.text(field, text));
        Address address = Address.parse(text);
        if (address != null) {
            terms.add(Terms.text(field, Shown.canonical(address)));
        }
        Evidence.Number.in(text).ifPresent(number -> terms.add(Terms.number(field, number.text())));
        return new Clause.OneOf(VALUES, terms);
    }

    private static Clause beginning(String field, String text) {
        // A number may begin so and be written otherwise; half a character at the end may be found within a whole one.
        boolean ofNumber = text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
        int end = text.length() - (Character.isHighSurrogate(text.charAt(text.length() - 1)) ? 1 : 0);
        return ofNumber ? Clause.ANYTHING : new Clause.Beginning(VALUES, Terms.text(field, text.substring(0, end)));
    }

    private static Clause of(Evidence evidence) {
        return switch (evidence) {
            case Evidence.All(var parts) ->
                Clause.all(parts.stream().map(ClauseFinder::of).toList());
            case Evidence.Any(var parts) ->
                Clause.any(parts.stream().map(ClauseFinder::of).toList());
            case Evidence.Unknown _, Evidence.Whole _ -> Clause.ANYTHING;
            case Evidence.Word(var token) -> word(token);
            case Evidence.Quad(var tokens) -> Clause.term(WORDS, Shown.quad(tokens));
            case Evidence.Literal literal -> within(literal.text());
            case Evidence.Address address -> Clause.term("addresses", network(address.network()));
            case Evidence.Number(var text) -> Clause.term("numbers", text);
            case Evidence.Exists(var names) -> exists(names);
        };
    }

    private static Clause word(String token) {
        return Clause.term(WORDS, Terms.parts(token).getFirst());
    }

    /** A string that holds {@code text} has its tokens; the first and the last of them may go on. */
    private static Clause within(String text) {
        List<Clause> parts = new ArrayList<>();
        for (int start = Tokens.start(text, 0); start < text.length(); ) {
            int end = Tokens.end(text, start);
            parts.add(within(text.substring(start, end), start > 0, end < text.length()));
            start = Tokens.start(text, end);
        }
        return Clause.all(parts);
    }

    private static Clause within(String token, boolean begins, boolean ends) {
        if (begins && ends) {
            return word(token);
        }
        if (token.length() < SHORTEST_WITHIN) {
            return Clause.ANYTHING;
        }
        if (begins) {
            return new Clause.Beginning(WORDS, Terms.head(token));
        }
        return new Clause.Pattern(WORDS, ends ? '*' + Terms.tail(token) : '*' + Terms.head(token) + '*');
    }

    private static String network(Network network) {
        int bits = network.isIpv4() ? network.bits() - 96 : network.bits();
        return Shown.canonical(network.base()) + '/' + bits;
    }

    private static Clause exists(Set<String> names) {
        return names.contains(Query.ANY_FIELD)
                ? Clause.ANYTHING
                : Clause.any(names.stream().sorted().map(ClauseFinder::field).toList());
    }

    private static Clause field(String name) {
        return Fields.isFamily(name)
                ? new Clause.Beginning("fields", Terms.cut(name.substring(0, name.length() - 1)))
                : Clause.term("fields", Terms.cut(name));
    }
}
