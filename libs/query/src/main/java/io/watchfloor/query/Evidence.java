package io.watchfloor.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event must show for a query to match it. A store that indexes what events show passes over those that lack it;
 * {@link CompiledQuery} decides on the rest.
 *
 * <p>Fields are names, families of names ({@link Fields#isFamily}) or, alone, {@link Query#ANY_FIELD}; aliases are resolved. Fields that
 * {@link Fields#isSearched} excludes show nothing: an index need not hold them. Texts are folded ({@link Fold}) and hold no lone
 * surrogates, so that they are the same in UTF-8. A value of a list shows what it does alone.
 */
@SuppressWarnings("JavaLangClash")
public sealed interface Evidence {

    /** All of the parts, at least two. */
    record All(List<Evidence> parts) implements Evidence {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** One of the parts at least; there are two or more. */
    record Any(List<Evidence> parts) implements Evidence {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Nothing that can be said: every event may match. */
    record Unknown() implements Evidence {}

    /**
     * A string value of any field has the token ({@link Tokens}).
     *
     * @param token folded
     */
    record Word(String token) implements Evidence {}

    /**
     * A string value of any field has the tokens one behind the other: four of one to three ASCII digits, as an IPv4 address has them,
     * whose tokens alone tell little.
     */
    record Quad(List<String> tokens) implements Evidence {
        public Quad {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * A string value of any field, folded, is the text.
     *
     * @param text folded, not empty and not a single token, which would be a {@link Word}
     */
    record Whole(String text) implements Evidence {}

    /**
     * A string value of one of the fields, folded, contains the text.
     *
     * @param text folded, of at least 4 code points
     */
    record Literal(Set<String> fields, String text) implements Evidence {
        public Literal {
            fields = Set.copyOf(fields);
        }
    }

    /** A string value of one of the fields is an address of the network, in any spelling. */
    record Address(Set<String> fields, Network network) implements Evidence {
        public Address {
            fields = Set.copyOf(fields);
        }
    }

    /**
     * A number of any field but a measure ({@link Fields#isMeasure}) reads as the text, or differs from it by less than doubles tell apart.
     *
     * @param text as {@link #of} writes it: plain decimal without needless zeros
     */
    record Number(String text) implements Evidence {
        /** What a number of an event shows: the same for all numbers that are equal as doubles. */
        public static Number of(java.lang.Number value) {
            return new Number(Decimal.canonical(value));
        }

        /** What a number shows that a clause finds equal to {@code text}; empty when the text does not read as a number. */
        public static Optional<Number> in(String text) {
            return Optional.ofNullable(Decimal.parse(text)).map(number -> new Number(number.canonical()));
        }
    }

    /** One of the fields has a value; an empty list is none. */
    record Exists(Set<String> fields) implements Evidence {
        public Exists {
            fields = Set.copyOf(fields);
        }
    }

    /**
     * What every event shows that the query matches. A negation says nothing.
     *
     * @param now what {@code now} means in ranges; null when it means nothing
     * @throws QuerySyntaxException when a range uses {@code now} and it means nothing
     * @throws IllegalArgumentException when the tree is deeper than 1,000
     */
    static Evidence of(Query query, @Nullable Instant now) {
        QueryChecks.depth(query);
        return new EvidenceFinder(now, 4).find(query);
    }
}
