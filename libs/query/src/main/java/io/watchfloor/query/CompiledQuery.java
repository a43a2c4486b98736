package io.watchfloor.query;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The evaluator: it alone defines what a query means (see the package description). Compiled once, evaluated any number of times, from
 * any threads. An evaluation takes time linear in the event for each clause; wildcards take pattern times value steps at worst.
 */
public final class CompiledQuery {

    private static final Runnable GO_ON = () -> {};

    private final Query query;
    private final Matcher matcher;
    private final Runnable check;

    private CompiledQuery(Query query, Matcher matcher, Runnable check) {
        this.query = query;
        this.matcher = matcher;
        this.check = check;
    }

    /**
     * Compiles a query whose times are absolute.
     *
     * @throws QuerySyntaxException when a range uses {@code now}
     * @throws IllegalArgumentException when the tree is deeper than 1,000
     */
    public static CompiledQuery of(Query query) {
        QueryChecks.depth(query);
        return new CompiledQuery(query, new QueryCompiler(null).compile(query), GO_ON);
    }

    /**
     * Compiles a query in whose ranges {@code now} is the given instant.
     *
     * @throws IllegalArgumentException when the tree is deeper than 1,000
     */
    public static CompiledQuery of(Query query, Instant now) {
        QueryChecks.depth(query);
        return new CompiledQuery(query, new QueryCompiler(now).compile(query), GO_ON);
    }

    /**
     * The same, evaluated with breaks: a table of many rows under a query of many clauses takes seconds.
     *
     * @param newCheck runs before each event, before each column that a clause asks, and between values that a pattern is
     *     tried on; what it throws ends the evaluation
     */
    public CompiledQuery checking(Runnable newCheck) {
        return new CompiledQuery(query, matcher, newCheck);
    }

    /** What it was compiled from, when that always decides the same; null when one of its ranges uses {@code now}. */
    public @Nullable Query timeless() {
        return QueryChecks.usesNow(query) ? null : query;
    }

    public boolean matches(Document document) {
        check.run();
        return matcher.matches(document);
    }

    /**
     * The rows that match, decided column by column with the same tests as {@link #matches}.
     *
     * @return one bit per row, row {@code n} in bit {@code n % 64} of word {@code n / 64}
     */
    public long[] select(Table table) {
        long[] rows = RowBits.none(table.rows());
        matcher.select(new CheckedTable(table, check), rows);
        return rows;
    }

    /**
     * What it asks for: names of fields, families of names ({@link Fields#isFamily}), and {@link Query#ANY_FIELD} when it looks into all
     * searched fields. Aliases are resolved.
     */
    public Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        matcher.addFields(fields);
        return Collections.unmodifiableSet(fields);
    }
}
