package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derives {@link Evidence}, for each clause from what its test in {@link QueryCompiler} lets pass: strings, and other values as they read. */
final class EvidenceFinder {

    private static final Evidence UNKNOWN = new Evidence.Unknown();
    private static final int QUAD = 4;

    private final @Nullable Instant now;
    private final int shortest;

    /**
     * @param now for ranges
     * @param shortest code points of a literal
     */
    EvidenceFinder(@Nullable Instant now, int shortest) {
        this.now = now;
        this.shortest = shortest;
    }

    Evidence find(Query query) {
        return switch (query) {
            case Query.And(var clauses) -> all(find(clauses).stream());
            case Query.Or(var clauses) -> any(find(clauses).stream());
            case Query.Not _, Query.MatchAll _ -> UNKNOWN;
            case Query.Exists(var field) -> in(field, _ -> UNKNOWN);
            case Query.Term(var field, var text) ->
                in(field, scope -> either(scope, term(scope, text), tokens(scope, text)));
            case Query.Phrase(var field, var text) ->
                in(field, scope -> either(scope, phrase(scope, text), tokens(scope, text)));
            case Query.FreeText(var text) -> in(Query.ANY_FIELD, scope -> tokens(scope, text));
            case Query.Prefix(var field, var text) -> in(field, scope -> prefix(scope, text));
            case Query.Wildcard(var field, var pieces) -> in(field, scope -> wildcard(scope, pieces));
            case Query.Range range -> in(range.field(), scope -> range(scope, range));
            case Query.Cidr(var field, var network) -> in(field, scope -> network(scope, Network.parse(network)));
            case Query.Regex(var field, var pattern) -> in(field, scope -> regex(scope, pattern));
        };
    }

    /** A loop, since a stream takes too much of the stack for trees of 1,000 levels. */
    private List<Evidence> find(List<Query> clauses) {
        List<Evidence> found = new ArrayList<>(clauses.size());
        for (Query clause : clauses) {
            found.add(find(clause));
        }
        return found;
    }

    private static Evidence in(String field, Function<Scope, Evidence> clause) {
        Scope scope = Scope.of(field);
        if (!scope.isSearched()) {
            return UNKNOWN;
        }
        Evidence shown = clause.apply(scope);
        return scope.isEverywhere() ? shown : all(Stream.of(new Evidence.Exists(scope.fields()), shown));
    }

    private static Evidence either(Scope scope, Evidence ofKeywords, Evidence ofTexts) {
        return scope.keywords() && scope.texts()
                ? any(Stream.of(ofKeywords, ofTexts))
                : scope.keywords() ? ofKeywords : ofTexts;
    }

    /** A keyword that equals {@code text}, also as an address or number. */
    private Evidence term(Scope scope, String text) {
        Address address = Address.parse(text);
        return address == null ? phrase(scope, text) : network(scope, Network.of(address));
    }

    /** A keyword that reads as {@code text}. */
    private Evidence phrase(Scope scope, String text) {
        Address address = Address.parse(text);
        Decimal number = Decimal.parse(text);
        if (address != null) {
            return all(Stream.of(network(scope, Network.of(address)), whole(scope, text)));
        }
        if (number != null) {
            return any(Stream.of(equal(scope, text), number(scope, number)));
        }
        return OtherValues.areNamed(Fold.folded(text)) ? UNKNOWN : equal(scope, text);
    }

    private static Evidence number(Scope scope, Decimal number) {
        return number.isExactlyWritten() && !scope.mayHaveMeasures()
                ? new Evidence.Number(number.canonical())
                : UNKNOWN;
    }

    /** A string equal to {@code text}. */
    private Evidence equal(Scope scope, String text) {
        boolean told = text.isEmpty()
                || Tokens.end(text, 0) == text.length()
                || text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
        Evidence tokens = whole(scope, text);
        return told ? tokens : all(Stream.of(tokens, new Evidence.Whole(Fold.folded(text))));
    }

    /** A text that has the tokens of {@code text}. */
    private Evidence tokens(Scope scope, String text) {
        boolean onlyStrings = scope.isEverywhere() || !OtherValues.mayHaveTokens(Tokens.of(Fold.folded(text)));
        return onlyStrings ? whole(scope, text) : UNKNOWN;
    }

    /** A string with all tokens of {@code text}; one without tokens is equal to it. */
    private Evidence whole(Scope scope, String text) {
        return Tokens.of(text).isEmpty()
                ? literals(scope, text, c -> true)
                : all(Stream.concat(words(text, true, true), quads(text)));
    }

    private static Stream<Evidence> quads(String text) {
        List<String> tokens = Tokens.of(text);
        return IntStream.rangeClosed(0, tokens.size() - QUAD)
                .mapToObj(from -> tokens.subList(from, from + QUAD))
                .filter(four -> four.stream().allMatch(EvidenceFinder::isShortNumber))
                .map(Evidence.Quad::new);
    }

    private static boolean isShortNumber(String token) {
        return token.length() <= 3 && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Evidence prefix(Scope scope, String text) {
        // Half of a character at the end may be found within a whole one.
        int end = text.length() - (Character.isHighSurrogate(text.charAt(text.length() - 1)) ? 1 : 0);
        String sure = text.substring(0, end);
        return mayHold(scope, List.of(sure))
                ? UNKNOWN
                : all(Stream.concat(words(sure, true, false), Stream.of(literals(scope, sure, c -> true))));
    }

    private Evidence wildcard(Scope scope, List<Piece> pieces) {
        List<String> texts = pieces.stream()
                .map(EvidenceFinder::text)
                .filter(text -> !text.isEmpty())
                .toList();
        if (mayHold(scope, texts)) {
            return UNKNOWN;
        }
        Stream<Evidence> words =
                Stream.concat(words(text(pieces.getFirst()), true, false), words(text(pieces.getLast()), false, true));
        Stream<Evidence> inner = texts.stream().flatMap(text -> words(text, false, false));
        Stream<Evidence> literals = texts.stream().map(text -> literals(scope, text, c -> true));
        return all(Stream.concat(Stream.concat(words, inner), literals));
    }

    private static String text(Piece piece) {
        return piece instanceof Piece.Literal(var text) ? text : "";
    }

    private static Evidence network(Scope scope, @Nullable Network network) {
        return network == null ? UNKNOWN : new Evidence.Address(scope.fields(), network);
    }

    /** Of addresses the smallest network that holds all the range. */
    private Evidence range(Scope scope, Query.Range range) {
        return RangeTest.of(range, now) instanceof RangeTest.Addresses addresses
                ? network(scope, addresses.network())
                : UNKNOWN;
    }

    /** Only ASCII: how RE2 folds other letters is not defined by {@link Fold}. */
    private Evidence regex(Scope scope, String pattern) {
        List<List<String>> required = RegexLiterals.of(pattern);
        boolean onlyStrings = required.stream().anyMatch(texts -> texts.stream().noneMatch(OtherValues::mayHold));
        return scope.isEverywhere() || onlyStrings
                ? all(required.stream()
                        .map(texts -> any(texts.stream().map(text -> literals(scope, text, c -> c < 128)))))
                : UNKNOWN;
    }

    /** Whether a value that is no string may contain all the texts. */
    private static boolean mayHold(Scope scope, List<String> texts) {
        return !scope.isEverywhere() && texts.stream().map(Fold::folded).allMatch(OtherValues::mayHold);
    }

    /** The tokens of {@code text} that end in it; at its ends if it stands at that end of a value. */
    private static Stream<Evidence> words(String text, boolean atStart, boolean atEnd) {
        Stream.Builder<Evidence> words = Stream.builder();
        for (int start = Tokens.start(text, 0); start < text.length(); ) {
            int end = Tokens.end(text, start);
            if ((start > 0 || atStart) && (end < text.length() || atEnd)) {
                words.add(new Evidence.Word(Fold.folded(text.substring(start, end))));
            }
            start = Tokens.start(text, end);
        }
        return words.build();
    }

    /** Runs of {@code text}, between what is not {@code kept} and lone surrogates. */
    private Evidence literals(Scope scope, String text, IntPredicate kept) {
        Stream.Builder<Evidence> literals = Stream.builder();
        int[] folded = Fold.fold(text);
        int start = 0;
        for (int end = 0; end <= folded.length; end++) {
            if (end == folded.length
                    || !kept.test(folded[end])
                    || Character.getType(folded[end]) == Character.SURROGATE) {
                if (end - start >= shortest) {
                    literals.add(new Evidence.Literal(scope.fields(), new String(folded, start, end - start)));
                }
                start = end + 1;
            }
        }
        return all(literals.build());
    }

    private static Evidence all(Stream<Evidence> parts) {
        List<Evidence> known = parts.flatMap(
                        part -> part instanceof Evidence.All(var inner) ? inner.stream() : Stream.of(part))
                .filter(part -> !(part instanceof Evidence.Unknown))
                .distinct()
                .toList();
        return switch (known.size()) {
            case 0 -> UNKNOWN;
            case 1 -> known.getFirst();
            default -> new Evidence.All(known);
        };
    }

    private static Evidence any(Stream<Evidence> parts) {
        List<Evidence> distinct = parts.flatMap(
                        part -> part instanceof Evidence.Any(var inner) ? inner.stream() : Stream.of(part))
                .distinct()
                .toList();
        if (distinct.contains(UNKNOWN)) {
            return UNKNOWN;
        }
        return distinct.size() == 1 ? distinct.getFirst() : new Evidence.Any(distinct);
    }
}
