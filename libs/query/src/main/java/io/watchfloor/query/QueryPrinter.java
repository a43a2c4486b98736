package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a query in canonical syntax: {@code QueryParser.parse(QueryPrinter.print(query))} equals {@code query}. What was
 * written as a field group is printed as one clause per value, so the text may be longer than the original, but is nested no deeper.
 */
public final class QueryPrinter {

    private static final String SPECIAL = "\\()[]{}\"~^*?&|";

    private final StringBuilder out = new StringBuilder();

    private QueryPrinter() {}

    public static String print(Query query) {
        QueryChecks.depth(query);
        QueryPrinter printer = new QueryPrinter();
        printer.append(query);
        return printer.out.toString();
    }

    private void append(Query query) {
        switch (query) {
            case Query.And(var clauses) -> appendAll(clauses, " AND ", true);
            case Query.Or(var clauses) -> appendAll(clauses, " OR ", false);
            case Query.Not(var clause) -> {
                out.append("NOT ");
                appendOperand(clause, true);
            }
            case Query.MatchAll() -> out.append("*");
            case Query.Exists(var field) -> out.append("_exists_:").append(name(field));
            case Query.Term(var field, var text) -> appendClause(field, term(text));
            case Query.Phrase(var field, var text) -> appendClause(field, Quoted.write(text));
            case Query.FreeText(var text) -> out.append(isSimple(text) ? text : Quoted.write(text));
            case Query.Prefix(var field, var text) ->
                appendPattern(field, List.of(new Piece.Literal(text), new Piece.AnyRun()));
            case Query.Wildcard(var field, var pieces) -> appendPattern(field, pieces);
            case Query.Range range -> appendClause(range.field(), interval(range));
            case Query.Cidr(var field, var network) -> appendClause(field, network);
            case Query.Regex(var field, var pattern) -> appendClause(field, '/' + pattern + '/');
        }
    }

    /** A space behind the colon keeps a name and a value apart that together read as an IPv6 address ({@code fe80: :1}). */
    private void appendClause(String field, String value) {
        if (!field.equals(Query.ANY_FIELD)) {
            String name = name(field);
            out.append(name).append(ClauseParser.looksLikeIpv6(name + ':' + value) ? ": " : ":");
        }
        out.append(value);
    }

    private void appendAll(List<Query> clauses, String operator, boolean groupAnd) {
        for (int i = 0; i < clauses.size(); i++) {
            out.append(i == 0 ? "" : operator);
            appendOperand(clauses.get(i), groupAnd);
        }
    }

    /** Parentheses only where they are needed, so that a printed query is never nested deeper than it was written. */
    private void appendOperand(Query operand, boolean groupAnd) {
        boolean group = operand instanceof Query.Or || (groupAnd && operand instanceof Query.And);
        out.append(group ? "(" : "");
        append(operand);
        out.append(group ? ")" : "");
    }

    private void appendPattern(String field, List<Piece> pieces) {
        String also = field.equals(Query.ANY_FIELD) ? ":" : "";
        StringBuilder pattern = new StringBuilder();
        for (Piece piece : pieces) {
            pattern.append(
                    switch (piece) {
                        case Piece.Literal(var text) -> escape(text, pattern.isEmpty(), also);
                        case Piece.AnyRun() -> "*";
                        case Piece.AnyOne() -> "?";
                    });
        }
        appendClause(field, pattern.toString());
    }

    private static String interval(Query.Range range) {
        String lower = range.lower();
        String upper = range.upper();
        if (upper == null) {
            return (range.lowerInclusive() ? ">=" : ">") + bound(lower);
        }
        if (lower == null) {
            return (range.upperInclusive() ? "<=" : "<") + bound(upper);
        }
        String open = range.lowerInclusive() ? "[" : "{";
        return open + bound(lower) + " TO " + bound(upper) + (range.upperInclusive() ? "]" : "}");
    }

    private static String name(String field) {
        boolean family = Fields.isFamily(field);
        String name = family ? field.substring(0, field.length() - 1) : field;
        return escape(name, true, ":") + (family ? "*" : "");
    }

    private static String term(String text) {
        return escape(text, true, Network.looksLikeNetwork(text) ? "/" : "");
    }

    private static String bound(@Nullable String text) {
        if (text == null) {
            return "*";
        }
        boolean plain = Decimal.parse(text) != null || (isSimple(text.replace(':', '.')) && !text.equals("TO"));
        return plain ? text : Quoted.write(text);
    }

    /** Whether a text can stand unquoted wherever a word can. */
    private static boolean isSimple(String text) {
        return !text.isEmpty()
                && !Word.isKeyword(text)
                && Character.isLetterOrDigit(text.charAt(0))
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
    }

    /** The text with a backslash before all that would read otherwise; signs and slashes only matter in front. */
    private static String escape(String text, boolean first, String also) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean leading = first && i == 0 && "+-!/<>".indexOf(c) >= 0;
            if (leading || SPECIAL.indexOf(c) >= 0 || also.indexOf(c) >= 0 || Cursor.isSpace(c)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
