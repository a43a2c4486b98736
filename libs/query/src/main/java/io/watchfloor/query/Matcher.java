package io.watchfloor.query;

/** A compiled node of a query. */
@FunctionalInterface
interface Matcher {

    boolean matches(Document document);

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
    }

    record Neither(Matcher clause) implements Matcher {
        @Override
        public boolean matches(Document document) {
            return !clause.matches(document);
        }
    }

    /** A value of one field passes. */
    record Field(String name, ValueTest test) implements Matcher {
        @Override
        public boolean matches(Document document) {
            return ValueTest.passes(test, document.value(name));
        }
    }

    /** A value of a field whose name begins with {@code beginning} passes, by the test for its kind of field. */
    record Family(String beginning, ValueTest keyword, ValueTest text) implements Matcher {
        @Override
        public boolean matches(Document document) {
            for (String name : document.fields()) {
                if (name.startsWith(beginning)
                        && ValueTest.passes(Fields.isText(name) ? text : keyword, document.value(name))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A string value of any searched field passes. */
    record Anywhere(ValueTest test) implements Matcher {
        @Override
        public boolean matches(Document document) {
            for (String name : document.fields()) {
                if (Fields.isSearched(name) && ValueTest.stringPasses(test, document.value(name))) {
                    return true;
                }
            }
            return false;
        }
    }
}
