package io.watchfloor.query;

import java.util.Arrays;
import java.util.Set;

/** A compiled node of a query: decides on one event, or on all rows of a table together. */
sealed interface Matcher {

    boolean matches(Document document);

    /** Sets the rows that match; other bits stay as they are. */
    void select(Table table, long[] into);

    /** Adds the names and families of fields it asks for. */
    void addFields(Set<String> into);

    /** About how much work it is, in tests of one plain field. */
    int cost();

    record Everything() implements Matcher {
        @Override
        public boolean matches(Document document) {
            return true;
        }

        @Override
        public void select(Table table, long[] into) {
            RowBits.addOthers(into, new long[into.length], table.rows());
        }

        @Override
        public void addFields(Set<String> into) {}

        @Override
        public int cost() {
            return 0;
        }
    }

    record All(Matcher[] clauses) implements Matcher {
        @Override
        public boolean matches(Document document) {
            for (Matcher clause : clauses) {
                if (!clause.matches(document)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void select(Table table, long[] into) {
            long[] rows = new long[into.length];
            long[] more = new long[into.length];
            clauses[0].select(table, rows);
            for (int i = 1; i < clauses.length && !RowBits.isEmpty(rows); i++) {
                Arrays.fill(more, 0);
                clauses[i].select(table, more);
                RowBits.keep(rows, more);
            }
            RowBits.add(into, rows);
        }

        @Override
        public void addFields(Set<String> into) {
            for (Matcher clause : clauses) {
                clause.addFields(into);
            }
        }

        @Override
        public int cost() {
            return Arrays.stream(clauses).mapToInt(Matcher::cost).sum();
        }
    }

    record Any(Matcher[] clauses) implements Matcher {
        @Override
        public boolean matches(Document document) {
            for (Matcher clause : clauses) {
                if (clause.matches(document)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void select(Table table, long[] into) {
            for (Matcher clause : clauses) {
                clause.select(table, into);
            }
        }

        @Override
        public void addFields(Set<String> into) {
            for (Matcher clause : clauses) {
                clause.addFields(into);
            }
        }

        @Override
        public int cost() {
            return Arrays.stream(clauses).mapToInt(Matcher::cost).sum();
        }
    }

    record Neither(Matcher clause) implements Matcher {
        @Override
        public boolean matches(Document document) {
            return !clause.matches(document);
        }

        @Override
        public void select(Table table, long[] into) {
            long[] rows = new long[into.length];
            clause.select(table, rows);
            RowBits.addOthers(into, rows, table.rows());
        }

        @Override
        public void addFields(Set<String> into) {
            clause.addFields(into);
        }

        @Override
        public int cost() {
            return clause.cost();
        }
    }

    /** A value of one field passes. */
    record Field(String name, ValueTest test) implements Matcher {
        @Override
        public boolean matches(Document document) {
            return ValueTest.passes(test, document.value(name));
        }

        @Override
        public void select(Table table, long[] into) {
            table.select(name, test, into);
        }

        @Override
        public void addFields(Set<String> into) {
            into.add(name);
        }

        @Override
        public int cost() {
            return test.cost();
        }
    }

    /** A value of a field of a family passes, by the test for its kind of field. */
    record Family(String beginning, ValueTest keyword, ValueTest text) implements Matcher {
        @Override
        public boolean matches(Document document) {
            for (String name : document.fields()) {
                if (Fields.isMember(name, beginning) && ValueTest.passes(test(name), document.value(name))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void select(Table table, long[] into) {
            for (String name : table.fields()) {
                if (Fields.isMember(name, beginning)) {
                    table.select(name, test(name), into);
                }
            }
        }

        private ValueTest test(String name) {
            return Fields.isText(name) ? text : keyword;
        }

        @Override
        public void addFields(Set<String> into) {
            into.add(beginning + '*');
        }

        @Override
        public int cost() {
            return 4 * keyword.cost();
        }
    }

    /** A string value of any searched field passes. */
    record Anywhere(ValueTest.OfStrings test) implements Matcher {
        @Override
        public boolean matches(Document document) {
            for (String name : document.fields()) {
                if (Fields.isSearched(name) && test.passes(document.value(name))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void select(Table table, long[] into) {
            for (String name : table.fields()) {
                if (Fields.isSearched(name)) {
                    table.select(name, test, into);
                }
            }
        }

        @Override
        public void addFields(Set<String> into) {
            into.add(Query.ANY_FIELD);
        }

        @Override
        public int cost() {
            return 16 * test.cost();
        }
    }
}
