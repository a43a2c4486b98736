package io.watchfloor.query;

import com.google.re2j.Pattern;
import io.watchfloor.query.Query.Piece;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** The tests of clauses that give a text or a pattern of one. Those of text fields also look at tokens. */
sealed interface TextTest extends ValueTest {

    /** Equal to the text. */
    record Whole(String wanted, List<byte[]> literals) implements TextTest {
        static Whole of(String wanted) {
            return new Whole(wanted, AsciiLiteral.of(Stream.of(wanted)));
        }

        @Override
        public boolean text(String value) {
            return value.equalsIgnoreCase(wanted);
        }

        @Override
        public String only() {
            return wanted;
        }
    }

    /** Equal to the text, or holding its tokens in sequence. */
    record InSequence(String wanted, TokenSequence tokens, List<byte[]> literals) implements TextTest {
        static InSequence of(String wanted) {
            List<String> tokens = Tokens.of(wanted);
            List<byte[]> literals = AsciiLiteral.of(tokens.isEmpty() ? Stream.of(wanted) : tokens.stream());
            return new InSequence(wanted, TokenSequence.of(wanted), literals);
        }

        @Override
        public boolean text(String value) {
            return tokens.isIn(value) || value.equalsIgnoreCase(wanted);
        }
    }

    /** Beginning with the text. */
    record Beginning(String wanted, List<byte[]> literals) implements TextTest {
        static Beginning of(String wanted) {
            return new Beginning(wanted, AsciiLiteral.of(Stream.of(wanted)));
        }

        @Override
        public boolean text(String value) {
            return value.regionMatches(true, 0, wanted, 0, wanted.length());
        }
    }

    /** Beginning with the text, or having a token that does. */
    record TokenBeginning(String wanted, Glob glob, List<byte[]> literals) implements TextTest {
        static TokenBeginning of(String wanted) {
            Glob glob = Glob.of(List.of(new Piece.Literal(wanted), new Piece.AnyRun()));
            return new TokenBeginning(wanted, glob, AsciiLiteral.of(Stream.of(wanted)));
        }

        @Override
        public boolean text(String value) {
            return value.regionMatches(true, 0, wanted, 0, wanted.length()) || glob.matchesAnyToken(value);
        }
    }

    /** Fitting the wildcards. */
    record Wildcards(Glob glob, List<byte[]> literals) implements TextTest {
        static Wildcards of(List<Piece> pieces) {
            return new Wildcards(Glob.of(pieces), AsciiLiteral.of(texts(pieces)));
        }

        @Override
        public boolean text(String value) {
            return glob.matches(value);
        }

        @Override
        public boolean isSlow() {
            return true;
        }
    }

    /** Fitting the wildcards, or having a token that does. */
    record TokenWildcards(Glob glob, List<byte[]> literals) implements TextTest {
        static TokenWildcards of(List<Piece> pieces) {
            return new TokenWildcards(Glob.of(pieces), AsciiLiteral.of(texts(pieces)));
        }

        @Override
        public boolean text(String value) {
            return glob.matches(value) || glob.matchesAnyToken(value);
        }

        @Override
        public boolean isSlow() {
            return true;
        }
    }

    /** An address of the network; numbers never read as one. */
    record InNetwork(Network network) implements TextTest {
        @Override
        public boolean text(String value) {
            return network.contains(value);
        }

        @Override
        public LongPredicate addresses() {
            return network::containsIpv4;
        }

        @Override
        public boolean number(Number value) {
            return false;
        }

        @Override
        public boolean numbers() {
            return false;
        }
    }

    /** Matching the regular expression. */
    record Regex(Pattern pattern, List<byte[]> literals) implements TextTest {
        static Regex of(String pattern) {
            return new Regex(RegexSyntax.compile(pattern), literals(RegexLiterals.of(pattern)));
        }

        /** Of several lists the one whose shortest literal is the longest. */
        private static List<byte[]> literals(List<List<String>> needed) {
            return needed.stream()
                    .map(AsciiLiteral::ofAlternatives)
                    .max(Comparator.comparingInt(Regex::shortest))
                    .orElse(AsciiLiteral.NONE);
        }

        private static int shortest(List<byte[]> literals) {
            return literals.stream().mapToInt(literal -> literal.length).min().orElse(0);
        }

        @Override
        public boolean text(String value) {
            return pattern.matches(value);
        }

        @Override
        public int cost() {
            return 8;
        }

        @Override
        public boolean isSlow() {
            return true;
        }
    }

    private static Stream<String> texts(List<Piece> pieces) {
        return pieces.stream().map(piece -> piece instanceof Piece.Literal(var text) ? text : "");
    }
}
