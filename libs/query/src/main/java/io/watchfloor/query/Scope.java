package io.watchfloor.query;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The fields that a clause looks into.
 *
 * @param fields names and families, or {@link Query#ANY_FIELD}
 * @param keywords whether keyword fields may be among them
 * @param texts whether text fields may be, or it looks into all as if they were
 */
record Scope(Set<String> fields, boolean keywords, boolean texts) {

    static Scope of(String field) {
        if (field.equals(Query.ANY_FIELD)) {
            return new Scope(Set.of(field), false, true);
        }
        Set<String> names = new LinkedHashSet<>(FieldAliases.resolve(field));
        boolean keywords = names.stream().anyMatch(name -> Fields.isFamily(name) || !Fields.isText(name));
        boolean texts = names.stream().anyMatch(name -> Fields.isFamily(name) || Fields.isText(name));
        return new Scope(names, keywords, texts);
    }

    /** Whether it looks into the strings of all searched fields, not into other values. */
    boolean isEverywhere() {
        return fields.contains(Query.ANY_FIELD);
    }

    /** Whether a measure may be among the fields. */
    boolean mayHaveMeasures() {
        return fields.stream().anyMatch(name -> Fields.isFamily(name) || Fields.isMeasure(name));
    }

    /** Whether free text looks into all of the fields as well. */
    boolean isSearched() {
        return fields.stream().allMatch(Fields::isSearchedThroughout);
    }
}
