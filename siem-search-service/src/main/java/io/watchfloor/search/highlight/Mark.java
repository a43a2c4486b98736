package io.watchfloor.search.highlight;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clause that found events show. The evaluator says whether a value by itself satisfies it; where in the value is looked for here.
 *
 * @param fields names, families, or every searched field
 * @param texts that are marked where they stand: tokens, beginnings or parts; none for whole values
 */
record Mark(List<String> fields, CompiledQuery alone, Texts texts) {

    /** What is marked in a value that satisfies the clause. */
    private sealed interface Texts {
        /** All of it. */
        record Whole() implements Texts {}

        record Sequence(String text, TokenRun tokens) implements Texts {}

        record Beginning(FoldedText text) implements Texts {}

        record Parts(List<FoldedText> parts) implements Texts {}
    }

    /** Empty for clauses that no value shows. */
    static Optional<Mark> of(Query leaf, Instant now) {
        return switch (leaf) {
            case Query.Term(var field, var text) -> mark(leaf, field, sequence(text), now);
            case Query.Phrase(var field, var text) -> mark(leaf, field, sequence(text), now);
            case Query.FreeText(var text) -> mark(leaf, Query.ANY_FIELD, sequence(text), now);
            case Query.Prefix(var field, var text) -> mark(leaf, field, new Texts.Beginning(new FoldedText(text)), now);
            case Query.Wildcard(var field, var pieces) -> mark(leaf, field, parts(pieces), now);
            case Query.Range range -> mark(leaf, range.field(), new Texts.Whole(), now);
            case Query.Cidr(var field, var network) -> mark(leaf, field, new Texts.Whole(), now);
            case Query.Regex(var field, var pattern) -> mark(leaf, field, new Texts.Whole(), now);
            case Query.Exists exists -> Optional.empty();
            case Query.MatchAll all -> Optional.empty();
            case Query.And and -> Optional.empty();
            case Query.Or or -> Optional.empty();
            case Query.Not not -> Optional.empty();
        };
    }

    private static Optional<Mark> mark(Query leaf, String field, Texts texts, Instant now) {
        List<String> fields = field.equals(Query.ANY_FIELD) ? List.of(field) : FieldAliases.resolve(field);
        return Optional.of(new Mark(fields, CompiledQuery.of(leaf, now), texts));
    }

    private static Texts sequence(String text) {
        return new Texts.Sequence(text, new TokenRun(text));
    }

    private static Texts parts(List<Piece> pieces) {
        List<FoldedText> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Literal(var text)) {
                parts.add(new FoldedText(text));
            }
        }
        return parts.isEmpty() ? new Texts.Whole() : new Texts.Parts(parts);
    }

    boolean looksInto(String name) {
        return fields.stream().anyMatch(field -> holds(field, name));
    }

    private static boolean holds(String field, String name) {
        if (field.equals(Query.ANY_FIELD)) {
            return Fields.isSearched(name);
        }
        return Fields.isFamily(field)
                ? Fields.isMember(name, field.substring(0, field.length() - 1))
                : field.equals(name);
    }

    /**
     * What to mark in a value, in no order.
     *
     * @param value a string, number or truth value
     * @param text how it reads
     */
    List<Span> spans(String name, Object value, String text) {
        if (!alone.matches(Document.of(Map.of(name, value)))) {
            return List.of();
        }
        List<Span> found = switch (texts) {
            case Texts.Whole() -> List.<Span>of();
            case Texts.Sequence(var wanted, var tokens) ->
                wanted.equalsIgnoreCase(text) ? List.<Span>of() : tokens.in(text);
            case Texts.Beginning(var beginning) -> beginning(beginning, text, hasTokens(name));
            case Texts.Parts(var parts) ->
                parts.stream().flatMap(part -> part.anywhere(text).stream()).toList();
        };
        return found.isEmpty() ? List.of(new Span(0, text.length(), null)) : found;
    }

    /** Whether clauses look at single tokens of the field. */
    private boolean hasTokens(String name) {
        return fields.contains(Query.ANY_FIELD) || Fields.isText(name);
    }

    private static List<Span> beginning(FoldedText wanted, String text, boolean ofTokens) {
        List<Span> spans = new ArrayList<>();
        int end = wanted.endAt(text, 0);
        if (end > 0) {
            spans.add(new Span(0, end, null));
        }
        if (ofTokens) {
            spans.addAll(wanted.beginningTokens(text));
        }
        return spans;
    }
}
