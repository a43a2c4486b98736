package io.watchfloor.blocks.filter;

import java.nio.charset.StandardCharsets;

/**
 * The hashes of the filters, a part of the stored format. Texts: FNV-1a of 64 bits over the bytes, mixed by the finaliser of
 * MurmurHash3; a word or number by its UTF-8 alone, others behind a byte with which no word begins. Networks and four short numbers: the
 * finaliser over their words of 64 bits in turn.
 */
final class TokenHash {

    static final long BASIS = 0xCBF29CE484222325L;
    static final long PRIME = 0x100000001B3L;

    private static final int FIELD = 1;
    private static final int NETWORK = 2;
    private static final int DOTTED = 3;
    private static final int WHOLE = 4;
    private static final int GRAM_MASK = (1 << BlockTokens.GRAM_BITS) - 1;

    private TokenHash() {}

    /** The next state of FNV-1a. */
    static long step(long state, int octet) {
        return (state ^ (octet & 0xFF)) * PRIME;
    }

    /** MurmurHash3's finaliser of 64 bits. */
    static long mix(long state) {
        long mixed = (state ^ state >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    /** A folded word, or the canonical text of a number. */
    static long word(String folded) {
        return mix(text(BASIS, folded));
    }

    /** The field is there; a family of fields with its {@code .*}. */
    static long field(String name) {
        return mix(text(step(BASIS, FIELD), name));
    }

    /** An address in the network of {@code bits} of the 128 of an IPv6 or IPv4-mapped address. */
    static long network(long high, long low, int bits) {
        long first = bits >= 64 ? high : high & mask(bits);
        long last = bits <= 64 ? 0 : low & mask(bits - 64);
        return mix(mix(mix(bits << 8 | NETWORK) ^ first) ^ last);
    }

    /** Four short numbers in sequence, as {@link Dotted} packs them: an IPv4 address in any text. */
    static long dotted(long four) {
        return mix(mix(DOTTED) ^ four);
    }

    /** A whole value that is no single word, by its folded UTF-8. */
    static long whole(byte[] bytes, int length) {
        long state = step(BASIS, WHOLE);
        for (int i = 0; i < length; i++) {
            state = step(state, bytes[i]);
        }
        return mix(state);
    }

    /** The last 22 bits of MurmurHash3's finaliser of 32 bits over four bytes of folded UTF-8, the first as the highest. */
    static int gram(int fourBytes) {
        int mixed = (fourBytes ^ fourBytes >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        return (mixed ^ mixed >>> 16) & GRAM_MASK;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    private static long text(long state, String text) {
        long hash = state;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = step(hash, octet);
        }
        return hash;
    }
}
