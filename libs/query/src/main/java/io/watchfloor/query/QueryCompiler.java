package io.watchfloor.query;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a query into matchers: aliases resolved, literals folded, patterns and networks compiled. */
final class QueryCompiler {

    private final @Nullable Instant now;

    QueryCompiler(@Nullable Instant now) {
        this.now = now;
    }

    Matcher compile(Query query) {
        return switch (query) {
            case Query.And(var clauses) -> new Matcher.All(compile(clauses));
            case Query.Or(var clauses) -> new Matcher.Any(compile(clauses));
            case Query.Not(var clause) -> new Matcher.Neither(compile(clause));
            case Query.MatchAll() -> _ -> true;
            case Query.Exists(var field) -> same(field, new Present());
            case Query.Term(var field, var text) -> on(field, new TermTest(text), tokens(text));
            case Query.Phrase(var field, var text) -> on(field, text::equalsIgnoreCase, tokens(text));
            case Query.FreeText(var text) -> new Matcher.Anywhere(tokens(text));
            case Query.Prefix prefix -> compile(prefix);
            case Query.Wildcard(var field, var pieces) -> glob(field, Glob.of(pieces));
            case Query.Range range -> same(range.field(), RangeTest.of(range, now));
            case Query.Cidr(var field, var network) -> same(field, network(network));
            case Query.Regex(var field, var pattern) -> same(field, regex(RegexSyntax.compile(pattern)));
        };
    }

    private Matcher[] compile(List<Query> clauses) {
        return clauses.stream().map(this::compile).toArray(Matcher[]::new);
    }

    private static Matcher compile(Query.Prefix prefix) {
        String text = prefix.text();
        Glob glob = Glob.of(List.of(new Query.Piece.Literal(text), new Query.Piece.AnyRun()));
        ValueTest whole = value -> value.regionMatches(true, 0, text, 0, text.length());
        return on(prefix.field(), whole, value -> whole.text(value) || glob.matchesAnyToken(value));
    }

    private static Matcher glob(String field, Glob glob) {
        return on(field, glob::matches, value -> glob.matches(value) || glob.matchesAnyToken(value));
    }

    private static ValueTest tokens(String text) {
        TokenSequence tokens = TokenSequence.of(text);
        return value -> tokens.isIn(value) || value.equalsIgnoreCase(text);
    }

    private static ValueTest network(String text) {
        Network network = Objects.requireNonNull(Network.parse(text));
        return network::contains;
    }

    private static ValueTest regex(Pattern pattern) {
        return pattern::matches;
    }

    private static Matcher same(String field, ValueTest test) {
        return on(field, test, test);
    }

    private static Matcher on(String field, ValueTest keyword, ValueTest text) {
        if (field.equals(Query.ANY_FIELD)) {
            return new Matcher.Anywhere(text);
        }
        Matcher[] fields = FieldAliases.resolve(field).stream()
                .map(name -> onOne(name, keyword, text))
                .toArray(Matcher[]::new);
        return fields.length == 1 ? fields[0] : new Matcher.Any(fields);
    }

    private static Matcher onOne(String field, ValueTest keyword, ValueTest text) {
        return Fields.isFamily(field)
                ? new Matcher.Family(field.substring(0, field.length() - 1), keyword, text)
                : new Matcher.Field(field, Fields.isText(field) ? text : keyword);
    }

    /** Any value at all. */
    private static final class Present implements ValueTest {
        @Override
        public boolean text(String value) {
            return true;
        }

        @Override
        public boolean number(Number value) {
            return true;
        }
    }
}
