package io.watchfloor.search.store;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a block a search wants.
 *
 * @param source what a row's source must be; null for any
 * @param fields that have to be read for it
 */
record RowTest(CompiledQuery query, @Nullable CompiledQuery source, Set<String> fields) {

    static RowTest of(CompiledQuery query) {
        return new RowTest(query, null, query.fields());
    }

    static RowTest of(StoreQuery query) {
        String source = query.source();
        if (source == null) {
            return of(query.compiled());
        }
        Set<String> fields = new TreeSet<>(query.compiled().fields());
        fields.add(Event.SOURCE);
        return new RowTest(query.compiled(), CompiledQuery.of(is(source)), fields);
    }

    /** What an event of a source shows. */
    static Query is(String source) {
        Query named = new Query.Phrase(Event.SOURCE, source);
        return source.equals(EventBatch.Entry.NO_SOURCE)
                ? new Query.Or(List.of(named, new Query.Not(new Query.Exists(Event.SOURCE))))
                : named;
    }

    /** What an event shows that both are of. */
    static Query and(Query query, @Nullable String source) {
        return source == null ? query : new Query.And(new ArrayList<>(List.of(query, is(source))));
    }

    /** A bit for each row. */
    long[] select(Table table) {
        long[] rows = query.select(table);
        if (source == null) {
            return rows;
        }
        long[] ofSource = source.select(table);
        for (int i = 0; i < rows.length; i++) {
            rows[i] &= ofSource[i];
        }
        return rows;
    }
}
