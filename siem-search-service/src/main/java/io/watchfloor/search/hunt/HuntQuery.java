package io.watchfloor.search.hunt;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.QueryPrinter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A hunt's query together with its severity and host; its source is a filter of the search itself. */
final class HuntQuery {
    private HuntQuery() {}

    /** As one text, which a search takes too; the hunt's own where there is nothing to add. */
    static String text(HuntSpec spec) {
        return spec.severity() == null && spec.host() == null ? spec.query() : QueryPrinter.print(of(spec));
    }

    static Query of(HuntSpec spec) {
        List<Query> all = new ArrayList<>();
        all.add(QueryParser.parse(spec.query()));
        if (spec.severity() != null) {
            all.add(new Query.Term("severity", spec.severity().wireName()));
        }
        if (spec.host() != null) {
            all.add(new Query.Phrase("host", spec.host()));
        }
        return Query.and(all);
    }

    /** The query as runs evaluate it; what it cannot mean, also only together with the filters, is refused here. */
    static CompiledQuery compiled(HuntSpec spec, Instant now) {
        return CompiledQuery.of(QueryParser.parse(text(spec)), now);
    }
}
