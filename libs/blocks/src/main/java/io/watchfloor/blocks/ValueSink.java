package io.watchfloor.blocks;

/** Is given the values of a block while it is encoded: each field once, followed by each of its different values once. */
public interface ValueSink {

    /** Takes nothing. */
    ValueSink NONE = new ValueSink() {
        @Override
        public void field(String name) {}

        @Override
        public void value(Object value) {}
    };

    /** Begins a field: the values that follow are its. */
    void field(String name);

    /** Takes a value of the field, or a list of such. */
    void value(Object value);
}
