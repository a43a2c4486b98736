package io.watchfloor.query;

import java.time.Instant;

/**
 * The evaluator: it alone defines what a query means (see the package description). Compiled once, evaluated any number of times, from
 * any threads. An evaluation takes time linear in the event for each clause; wildcards take pattern times value steps at worst.
 */
public final class CompiledQuery {

    private final Matcher matcher;

    private CompiledQuery(Matcher matcher) {
        this.matcher = matcher;
    }

    /**
     * Compiles a query whose times are absolute.
     *
     * @throws QuerySyntaxException when a range uses {@code now}
     * @throws IllegalArgumentException when the tree is deeper than 1,000
     */
    public static CompiledQuery of(Query query) {
        QueryChecks.depth(query);
        return new CompiledQuery(new QueryCompiler(null).compile(query));
    }

    /**
     * Compiles a query in whose ranges {@code now} is the given instant.
     *
     * @throws IllegalArgumentException when the tree is deeper than 1,000
     */
    public static CompiledQuery of(Query query, Instant now) {
        QueryChecks.depth(query);
        return new CompiledQuery(new QueryCompiler(now).compile(query));
    }

    public boolean matches(Document document) {
        return matcher.matches(document);
    }
}
