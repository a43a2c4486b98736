package io.watchfloor.detection.health;

import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Query;
import io.watchfloor.rules.match.RuleLogic;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import io.watchfloor.rules.match.RuleLogic.QueryLogic;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Because of which absent fields and sources a rule cannot fire. Nothing when it can, and when nothing is known. */
final class FieldNeeds {
    private FieldNeeds() {}

    static Set<String> absent(RuleLogic logic, SeenFields seen) {
        if (seen.names().isEmpty()) {
            return Set.of();
        }
        return switch (logic) {
            case QueryLogic(var query) -> absent(query, seen);
            // Its query lets at least the matching events through.
            case SigmaLogic sigma -> absent(sigma.query(), seen);
            case CorrelationLogic correlation -> absent(correlation.query(), seen);
            case NewTermsLogic terms -> {
                Set<String> absent = new TreeSet<>(absent(terms.query(), seen));
                absent.addAll(absent(terms.plan().fieldsOf(NewTermsLogic.EVENTS), seen));
                yield absent;
            }
            case FrequencyLogic frequency -> {
                Set<String> absent = new TreeSet<>(absent(frequency.query(), seen));
                absent.addAll(absent(frequency.groupBy(), seen));
                yield absent;
            }
        };
    }

    /** Of fields that must all be there. For rules that know their fields as event paths. */
    static Set<String> absent(Collection<String> fields, SeenFields seen) {
        Set<String> absent = new TreeSet<>();
        fields.forEach(field -> absent.addAll(field(field, seen)));
        return absent;
    }

    private static Set<String> absent(Query query, SeenFields seen) {
        return switch (query) {
            case Query.And(var clauses) -> all(clauses, seen);
            case Query.Or(var clauses) -> any(clauses, seen);
            case Query.Not ignored -> Set.of();
            case Query.MatchAll ignored -> Set.of();
            case Query.FreeText ignored -> Set.of();
            case Query.Exists(var field) -> field(field, seen);
            case Query.Term(var field, var text) -> value(field, text, seen);
            case Query.Phrase(var field, var text) -> value(field, text, seen);
            case Query.Prefix(var field, var text) -> field(field, seen);
            case Query.Wildcard(var field, var pieces) -> field(field, seen);
            case Query.Range range -> field(range.field(), seen);
            case Query.Cidr(var field, var network) -> field(field, seen);
            case Query.Regex(var field, var pattern) -> field(field, seen);
        };
    }

    private static Set<String> all(List<Query> clauses, SeenFields seen) {
        Set<String> absent = new TreeSet<>();
        clauses.forEach(clause -> absent.addAll(absent(clause, seen)));
        return absent;
    }

    /** One clause that can be true is enough. */
    private static Set<String> any(List<Query> clauses, SeenFields seen) {
        Set<String> absent = new TreeSet<>();
        for (Query clause : clauses) {
            Set<String> of = absent(clause, seen);
            if (of.isEmpty()) {
                return Set.of();
            }
            absent.addAll(of);
        }
        return absent;
    }

    private static Set<String> field(String field, SeenFields seen) {
        boolean there = field.equals(Query.ANY_FIELD)
                || FieldAliases.resolve(field).stream().anyMatch(seen::has);
        return there ? Set.of() : Set.of(field);
    }

    private static Set<String> value(String field, String value, SeenFields seen) {
        if (!field(field, seen).isEmpty()) {
            return Set.of(field);
        }
        boolean there = FieldAliases.resolve(field).stream().anyMatch(name -> seen.has(name, value));
        return there || field.equals(Query.ANY_FIELD) ? Set.of() : Set.of(field + ":" + value);
    }
}
