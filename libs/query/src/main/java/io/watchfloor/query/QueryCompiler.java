package io.watchfloor.query;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
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
            case Query.And(var clauses) -> new Matcher.All(cheapestFirst(compile(clauses)));
            case Query.Or(var clauses) -> new Matcher.Any(compile(clauses));
            case Query.Not(var clause) -> new Matcher.Neither(compile(clause));
            case Query.MatchAll() -> new Matcher.Everything();
            case Query.Exists(var field) -> same(field, new ValueTest.Present());
            case Query.Term(var field, var text) -> on(field, new TermTest(text), TextTest.InSequence.of(text));
            case Query.Phrase(var field, var text) -> on(field, TextTest.Whole.of(text), TextTest.InSequence.of(text));
            case Query.FreeText(var text) -> anywhere(TextTest.InSequence.of(text));
            case Query.Prefix(var field, var text) ->
                on(field, TextTest.Beginning.of(text), TextTest.TokenBeginning.of(text));
            case Query.Wildcard(var field, var pieces) ->
                on(field, TextTest.Wildcards.of(pieces), TextTest.TokenWildcards.of(pieces));
            case Query.Range range -> same(range.field(), RangeTest.of(range, now));
            case Query.Cidr(var field, var network) -> same(field, network(network));
            case Query.Regex(var field, var pattern) -> same(field, TextTest.Regex.of(pattern));
        };
    }

    private Matcher[] compile(List<Query> clauses) {
        return clauses.stream().map(this::compile).toArray(Matcher[]::new);
    }

    /** What does not match then mostly costs little, and rows that are gone need no other columns. */
    private static Matcher[] cheapestFirst(Matcher[] clauses) {
        Arrays.sort(clauses, Comparator.comparingInt(Matcher::cost));
        return clauses;
    }

    private static ValueTest network(String text) {
        return new TextTest.InNetwork(Objects.requireNonNull(Network.parse(text)));
    }

    private static Matcher anywhere(ValueTest test) {
        return new Matcher.Anywhere(new ValueTest.OfStrings(test));
    }

    private static Matcher same(String field, ValueTest test) {
        return on(field, test, test);
    }

    private static Matcher on(String field, ValueTest keyword, ValueTest text) {
        if (field.equals(Query.ANY_FIELD)) {
            return anywhere(text);
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
}
