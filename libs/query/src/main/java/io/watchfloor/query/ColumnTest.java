package io.watchfloor.query;

import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A test of single values, which a {@link Table} asks once for each distinct value of a column; the answer depends on the value alone.
 * Safe for use by any threads.
 */
public interface ColumnTest {

    /** Whether a string passes. */
    boolean text(String value);

    /** Whether a number passes. */
    boolean number(Number value);

    /** Whether a truth value passes. */
    boolean truth(boolean value);

    /**
     * Of these every string that passes contains one, so that a column can skip strings without reading them: each ASCII, in lower case,
     * to be compared with the UTF-8 bytes of a value of which {@code A} to {@code Z} count as lower case. They hold no letter to which
     * {@link Fold} folds a character outside of ASCII. Empty when nothing can be said. They say nothing of numbers and truth values.
     */
    List<byte[]> literals();

    /** The one string that passes, in any case, of all that are not spelled as IPv6 addresses; null when others may pass as well. */
    @Nullable
    String only();

    /** Which IPv4 addresses pass, in 32 bits and spelled without leading zeros; null when they must be asked as strings. */
    @Nullable
    LongPredicate addresses();

    /**
     * Which times pass, milliseconds since 1970 UTC in the years 0 to 9999, spelled as {@code yyyy-MM-ddTHH:mm:ss.SSSZ}; null when they
     * must be asked as strings.
     */
    @Nullable
    LongPredicate times();

    /** Whether every value passes, as {@code exists} asks: then no value need be read. */
    boolean any();

    /** False when only strings can pass, as in free text: then numbers and truth values need not be asked. */
    boolean numbers();
}
