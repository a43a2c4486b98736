package io.watchfloor.rules.engine;

import java.util.Arrays;

/** What is known of one value of a field: the marks that hold, and the tests that were made. */
final class ValueEntry {
    static final byte FAILS = 0;
    static final byte PASSES = 1;
    /** Not tested yet. */
    static final byte UNKNOWN = 2;

    final int[] marks;
    private final long hash;
    private final byte kind;
    private final byte[] bytes;
    private final byte[] deferred;
    /** Of a key field: the number of its class; -1 before it is known. */
    int keyClass = -1;

    ValueEntry(long hash, byte kind, byte[] bytes, int[] marks, byte[] deferred) {
        this.hash = hash;
        this.kind = kind;
        this.bytes = bytes;
        this.marks = marks;
        this.deferred = deferred;
    }

    boolean is(long ofHash, byte ofKind, byte[] in, int from, int to) {
        return hash == ofHash
                && Slots.isEscaped(kind) == Slots.isEscaped(ofKind)
                && Arrays.equals(bytes, 0, bytes.length, in, from, to);
    }

    boolean passes(int test, FieldIndex index, TextFolder folder) {
        if (deferred[test] == UNKNOWN) {
            String text = folder.text(kind, bytes, 0, bytes.length);
            deferred[test] = index.deferred(test).test().test(text) ? PASSES : FAILS;
        }
        return deferred[test] == PASSES;
    }

    /** Bytes that keeping it takes. */
    int size() {
        return 120 + bytes.length + 4 * marks.length + deferred.length;
    }

    int length() {
        return bytes.length;
    }
}
