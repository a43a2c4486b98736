package io.watchfloor.blocks;

/** Any texts: the lengths in bytes of all, then the bytes of all. */
record TextSequence(String[] texts) implements Sequence {

    static TextSequence of(Distinct values) {
        String[] texts = new String[values.count()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = (String) values.value(i);
        }
        return new TextSequence(texts);
    }

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public long size(int index) {
        return texts[index].length() + 1L;
    }

    @Override
    public void write(BytesOut out, int[] order, int count) {
        byte[][] encoded = new byte[count][];
        for (int i = 0; i < count; i++) {
            encoded[i] = TextBytes.encode(texts[order[i]]);
            out.varint(encoded[i].length);
        }
        for (byte[] text : encoded) {
            out.bytes(text, 0, text.length);
        }
    }
}
