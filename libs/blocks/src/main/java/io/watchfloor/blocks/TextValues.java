package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/** Texts that are made each time they are asked for: kept they would take several times their bytes. */
final class TextValues implements Values {
    private final byte[] bytes;
    /** Where each begins, and behind the last. */
    private final int[] starts;
    /** Whether all are UTF-8: found out when it is first asked, and always the same. */
    private volatile @Nullable Boolean utf8;

    private TextValues(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    static TextValues read(BytesIn in, int count) {
        int[] starts = new int[count + 1];
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += in.length();
            starts[i + 1] = (int) Math.min(total, Integer.MAX_VALUE);
        }
        int first = in.skip(total);
        for (int i = 0; i <= count; i++) {
            starts[i] += first;
        }
        return new TextValues(in.array(), starts);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    @Override
    public String value(int index) {
        return TextBytes.decode(bytes, starts[index], length(index));
    }

    @Override
    public void tell(int index, FieldSink sink) {
        if (isUtf8()) {
            sink.text(bytes, starts[index], length(index));
        } else {
            sink.value(value(index));
        }
    }

    private boolean isUtf8() {
        Boolean known = utf8;
        if (known == null) {
            known = TextBytes.isUtf8(bytes, starts[0], starts[starts.length - 1]);
            utf8 = known;
        }
        return known;
    }

    @Override
    public int length(int index) {
        return starts[index + 1] - starts[index];
    }

    @Override
    public boolean test(Probe probe, boolean[] passed) {
        if (probe.passesTexts()) {
            return Probe.all(passed);
        }
        if (probe.literals().isEmpty()) {
            return testEach(probe, passed);
        }
        boolean found = false;
        for (Literal literal : probe.literals()) {
            found |= testFound(probe, literal, passed);
        }
        return found;
    }

    private boolean testEach(Probe probe, boolean[] passed) {
        boolean found = false;
        for (int i = 0; i < passed.length; i++) {
            passed[i] = probe.text(value(i));
            found |= passed[i];
        }
        return found;
    }

    /** All texts are searched as one run of bytes; only a text in which the literal stands is asked. */
    private boolean testFound(Probe probe, Literal literal, boolean[] passed) {
        boolean found = false;
        int end = starts[passed.length];
        int index = 0;
        int at = literal.find(bytes, starts[0], end);
        while (at >= 0) {
            while (starts[index + 1] <= at) {
                index++;
            }
            boolean spans = at + literal.length() > starts[index + 1];
            if (!spans) {
                passed[index] = passed[index] || probe.text(value(index));
                found |= passed[index];
            }
            at = literal.find(bytes, spans ? at + 1 : starts[index + 1], end);
        }
        return found;
    }
}
