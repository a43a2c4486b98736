package io.watchfloor.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as a tree of values: what searches, hunts, rules and suppressions compile to. What a node means is defined by
 * {@link CompiledQuery} alone (see the package description); a store reads the tree with an exhaustive {@code switch} to derive a
 * filter that lets at least the matching events through. Field names are kept as written: {@link FieldAliases} applies on reading.
 *
 * <p>A field is a name, a family of names ending in {@code .*}, or {@link #ANY_FIELD}. Constructors refuse what the syntax cannot say
 * with {@link IllegalArgumentException}, so that every tree prints and parses back to itself.
 */
public sealed interface Query {

    /** The field of a clause that names none: all string values but those that {@link Fields#isSearched} excludes. */
    String ANY_FIELD = "*";

    /** True when all clauses are. At least two. */
    record And(List<Query> clauses) implements Query {
        public And {
            clauses = QueryChecks.atLeastTwo(clauses);
        }
    }

    /** True when one clause is. At least two. */
    record Or(List<Query> clauses) implements Query {
        public Or {
            clauses = QueryChecks.atLeastTwo(clauses);
        }
    }

    /** True when {@code clause} is not, so also for events that lack its field. */
    record Not(Query clause) implements Query {}

    /** Every event: {@code *} or {@code *:*}. */
    record MatchAll() implements Query {}

    /** The field has a value; an empty list is none, an empty string is one. */
    record Exists(String field) implements Query {
        public Exists {
            QueryChecks.namedField(field);
        }
    }

    /**
     * {@code field:text}. Keyword fields: the whole value; a number also equals a number written differently (4625, 4625.0), an
     * IP address any spelling of the same address. Text fields: the whole value or its tokens in sequence.
     */
    record Term(String field, String text) implements Query {
        public Term {
            QueryChecks.namedField(field);
            QueryChecks.notEmpty(text);
        }
    }

    /** {@code field:"text"}: as {@link Term}, but always text: neither number nor address nor pattern. May be empty. */
    record Phrase(String field, String text) implements Query {
        public Phrase {
            QueryChecks.namedField(field);
        }
    }

    /** A bare word or phrase: a string value of any searched field equals it or holds its tokens in sequence. */
    record FreeText(String text) implements Query {}

    /** {@code field:text*}: the value begins with {@code text}; in text fields also when one of its tokens does. */
    record Prefix(String field, String text) implements Query {
        public Prefix {
            QueryChecks.field(field);
            QueryChecks.notEmpty(text);
        }
    }

    /** {@code field:a*b?c}, anchored at both ends. Anything simpler is a {@link Term}, {@link Prefix} or {@link Exists}. */
    record Wildcard(String field, List<Piece> pieces) implements Query {
        public Wildcard {
            QueryChecks.field(field);
            pieces = QueryChecks.pattern(pieces);
        }
    }

    /**
     * {@code field:[lower TO upper]}, braces for exclusive ends, or {@code field:>=lower}. Null bounds are open; one is given.
     * Bounds are compared as numbers, else as IP addresses, else as times, else as text, whichever all given bounds are.
     */
    record Range(
            String field,
            @Nullable String lower,
            @Nullable String upper,
            boolean lowerInclusive,
            boolean upperInclusive)
            implements Query {
        public Range {
            QueryChecks.namedField(field);
            QueryChecks.bounds(lower, upper);
            lowerInclusive = lowerInclusive || lower == null;
            upperInclusive = upperInclusive || upper == null;
        }
    }

    /** {@code field:10.0.0.0/8}: the value is an address of the network, written as {@code address/bits}, IPv4 or IPv6. */
    record Cidr(String field, String network) implements Query {
        public Cidr {
            QueryChecks.field(field);
            QueryChecks.network(network);
        }
    }

    /**
     * {@code field:/pattern/}: the whole value matches, case-insensitively, in RE2 syntax; {@code .} also matches line ends. The
     * pattern is kept as between the slashes, a slash in it as {@code \/}. Refused are {@code \Q}, groups nested over 100 deep and
     * patterns that expand to over 2,000 states.
     */
    record Regex(String field, String pattern) implements Query {
        public Regex {
            QueryChecks.field(field);
            pattern = RegexSyntax.check(pattern);
        }
    }

    /** A part of a {@link Wildcard}. */
    sealed interface Piece {
        /** Text as it stands. */
        record Literal(String text) implements Piece {}

        /** {@code *}: any characters, also none. */
        record AnyRun() implements Piece {}

        /** {@code ?}: exactly one character (code point). */
        record AnyOne() implements Piece {}
    }

    /** All of {@code clauses}: the clause itself when there is one, {@link MatchAll} when there is none. */
    static Query and(List<? extends Query> clauses) {
        return switch (clauses.size()) {
            case 0 -> new MatchAll();
            case 1 -> clauses.getFirst();
            default -> new And(new ArrayList<>(clauses));
        };
    }

    /** Any of {@code clauses}: the clause itself when there is one, nothing when there is none. */
    static Query or(List<? extends Query> clauses) {
        return switch (clauses.size()) {
            case 0 -> new Not(new MatchAll());
            case 1 -> clauses.getFirst();
            default -> new Or(new ArrayList<>(clauses));
        };
    }
}
