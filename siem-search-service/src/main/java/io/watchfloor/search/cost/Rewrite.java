package io.watchfloor.search.cost;

import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;

/** How to ask for about the same as a costly clause does, cheaper. */
public final class Rewrite {
    private Rewrite() {}

    public static String of(Query clause) {
        return switch (clause) {
            case Query.Regex regex ->
                regex.field().equals(Query.ANY_FIELD)
                        ? "name the field, as in url.path:/…/, and add a word that must be there"
                        : "add a word or prefix that must be there, or write the pattern as a wildcard";
            case Query.Wildcard wildcard -> wildcard(wildcard);
            case Query.FreeText text -> "name the field, as in message:\"…\"";
            case Query.Prefix prefix
            when prefix.field().equals(Query.ANY_FIELD) -> "name the field, as in process.name:…*";
            case Query.MatchAll all -> "narrow the time range, or name a value that must be there";
            case Query.And and -> "leave out clauses";
            case Query.Or or -> "write many values of one field as a prefix, a range or a network, or search in parts";
            case Query.Not not -> "name what must be there beside what must not";
            case Query.Exists exists -> "name a value";
            case Query.Term term -> "write many values of one field as a prefix, a range or a network";
            case Query.Phrase phrase -> "write many values of one field as a prefix, a range or a network";
            case Query.Prefix prefix -> "make the prefix longer";
            case Query.Range range -> "narrow the range, or the time range of the search";
            case Query.Cidr cidr -> "use a smaller network";
        };
    }

    private static String wildcard(Query.Wildcard wildcard) {
        if (wildcard.field().equals(Query.ANY_FIELD)) {
            return "name the field, as in process.command_line:*…*";
        }
        return wildcard.pieces().getFirst() instanceof Piece.Literal
                ? "make the text before the first * longer"
                : "begin with text, as in …*, or look for whole words without *";
    }
}
