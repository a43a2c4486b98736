package io.watchfloor.search.validate;

import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryPrinter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree that a query reads as.
 *
 * @param type and, or, not, all, exists, term, phrase, free_text, prefix, wildcard, range, network, regex
 * @param text the node in canonical syntax
 * @param fields that a clause looks into; absent for joined nodes, and where it looks into all
 * @param clauses of a joined node
 */
@Schema(name = "QueryNode")
public record QueryNode(
        String type,
        String text,
        @Nullable List<String> fields,
        @Nullable List<QueryNode> clauses) {
    static QueryNode of(Query query) {
        return switch (query) {
            case Query.And and -> joined("and", and, and.clauses());
            case Query.Or or -> joined("or", or, or.clauses());
            case Query.Not not -> joined("not", not, List.of(not.clause()));
            case Query.MatchAll all -> joined("all", all, List.of());
            case Query.FreeText text -> leaf("free_text", text, Query.ANY_FIELD);
            case Query.Exists leaf -> leaf("exists", leaf, leaf.field());
            case Query.Term leaf -> leaf("term", leaf, leaf.field());
            case Query.Phrase leaf -> leaf("phrase", leaf, leaf.field());
            case Query.Prefix leaf -> leaf("prefix", leaf, leaf.field());
            case Query.Wildcard leaf -> leaf("wildcard", leaf, leaf.field());
            case Query.Range leaf -> leaf("range", leaf, leaf.field());
            case Query.Cidr leaf -> leaf("network", leaf, leaf.field());
            case Query.Regex leaf -> leaf("regex", leaf, leaf.field());
        };
    }

    private static QueryNode joined(String type, Query query, List<Query> clauses) {
        List<QueryNode> nodes =
                clauses.isEmpty() ? null : clauses.stream().map(QueryNode::of).toList();
        // Of a joined node the text would repeat those of all nodes below.
        return new QueryNode(type, nodes == null ? QueryPrinter.print(query) : type, null, nodes);
    }

    private static QueryNode leaf(String type, Query query, String field) {
        List<String> fields = field.equals(Query.ANY_FIELD) ? null : FieldAliases.resolve(field);
        return new QueryNode(type, QueryPrinter.print(query), fields, null);
    }
}
