package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.Predicate;

/** A condition ready to be asked of the event that a {@link Matcher} holds. Immutable, shared by all matchers of a set. */
abstract sealed class Node {

    abstract boolean test(Matcher event);

    /** True or false whatever the event. */
    static final class Constant extends Node {
        static final Constant TRUE = new Constant(true);
        static final Constant FALSE = new Constant(false);
        private final boolean value;

        private Constant(boolean value) {
            this.value = value;
        }

        static Constant of(boolean value) {
            return value ? TRUE : FALSE;
        }

        @Override
        boolean test(Matcher event) {
            return value;
        }
    }

    /** A predicate, or several of one field of which one suffices, that the field's index finds by itself. */
    static final class Mark extends Node {
        final int field;
        /** Among the marks of the field. */
        final int mark;

        Mark(int field, int mark) {
            this.field = field;
            this.mark = mark;
        }

        @Override
        boolean test(Matcher event) {
            return event.isMarked(field, mark);
        }
    }

    /** A predicate that is tested on the value when somebody asks. */
    static final class Deferred extends Node {
        final int field;
        /** Among the deferred tests of the field. */
        final int test;

        Deferred(int field, int test) {
            this.field = field;
            this.test = test;
        }

        @Override
        boolean test(Matcher event) {
            return event.occurrences().passes(field, test);
        }
    }

    /** The field has a value, or, unless {@code value}, is there at all. */
    static final class Presence extends Node {
        final int field;
        final boolean value;

        Presence(int field, boolean value) {
            this.field = field;
            this.value = value;
        }

        boolean holds(PartitionKey.KeyClass values) {
            return value ? values.value() : values.present();
        }

        @Override
        boolean test(Matcher event) {
            return event.occurrences().isPresent(field, value);
        }
    }

    static final class Relation extends Node {
        final int field;
        final int other;
        final Predicate.Relation relation;

        Relation(int field, int other, Predicate.Relation relation) {
            this.field = field;
            this.other = other;
            this.relation = relation;
        }

        @Override
        boolean test(Matcher event) {
            return event.occurrences().relates(field, other, relation);
        }
    }

    static final class All extends Node {
        final Node[] parts;

        All(Node[] parts) {
            this.parts = parts;
        }

        @Override
        boolean test(Matcher event) {
            for (Node part : parts) {
                if (!part.test(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    static final class Any extends Node {
        final Node[] parts;

        Any(Node[] parts) {
            this.parts = parts;
        }

        @Override
        boolean test(Matcher event) {
            for (Node part : parts) {
                if (part.test(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    static final class Not extends Node {
        final Node part;

        Not(Node part) {
            this.part = part;
        }

        @Override
        boolean test(Matcher event) {
            return !part.test(event);
        }
    }
}
