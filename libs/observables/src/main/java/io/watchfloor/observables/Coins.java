package io.watchfloor.observables;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of currencies, told by their shape and, of Bitcoin, their checksum (Base58Check; BIP 173 and BIP 350). */
final class Coins {
    static final int LONGEST = 90;
    private static final int SHORTEST_BASE58 = 26;
    private static final int LONGEST_BASE58 = 35;
    private static final int SHORTEST_BECH32 = 42;
    private static final int LONGEST_BECH32 = 62;
    private static final int ETHEREUM = 42;
    private static final int PAYLOAD = 21;
    private static final int CHECKSUM = 4;
    private static final int BECH32 = 1;
    private static final int BECH32M = 0x2bc830a3;
    private static final int[] GENERATORS = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private Coins() {}

    static @Nullable IocType type(String text, int from, int to) {
        int length = to - from;
        if (length == ETHEREUM && text.startsWith("0x", from)) {
            return Ascii.allHex(text, from + 2, to) && !allTheSame(text, from + 2, to) ? IocType.ETH : null;
        }
        boolean bech32 = length >= SHORTEST_BECH32 && length <= LONGEST_BECH32 && isSegwit(text.substring(from, to));
        char first = text.charAt(from);
        boolean base58 = (first == '1' || first == '3') && length >= SHORTEST_BASE58 && length <= LONGEST_BASE58;
        return bech32 || (base58 && isBase58Check(text.substring(from, to))) ? IocType.BTC : null;
    }

    private static boolean allTheSame(String text, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) != text.charAt(from)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase58Check(String address) {
        byte[] all = new byte[PAYLOAD + CHECKSUM];
        for (int i = 0; i < address.length(); i++) {
            int digit = BASE58.indexOf(address.charAt(i));
            if (digit < 0 || !shift(all, digit)) {
                return false;
            }
        }
        byte[] sum = sha256(sha256(Arrays.copyOf(all, PAYLOAD)));
        return (all[0] == 0 || all[0] == 5) && Arrays.equals(sum, 0, CHECKSUM, all, PAYLOAD, all.length);
    }

    /** A further digit of the number; whether there was room for it. */
    private static boolean shift(byte[] number, int digit) {
        int carry = digit;
        for (int i = number.length - 1; i >= 0; i--) {
            carry += BASE58.length() * (number[i] & 0xff);
            number[i] = (byte) carry;
            carry >>>= Byte.SIZE;
        }
        return carry == 0;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean isSegwit(String written) {
        String address = written.toLowerCase(Locale.ROOT);
        boolean oneCase =
                address.equals(written) || written.toUpperCase(Locale.ROOT).equals(written);
        if (!oneCase || !address.startsWith("bc1")) {
            return false;
        }
        int sum = 1;
        for (int value : new int[] {3, 3, 0, 2, 3}) { // "bc", expanded
            sum = step(sum, value);
        }
        for (int i = 3; i < address.length(); i++) {
            int value = BECH32_LETTERS.indexOf(address.charAt(i));
            if (value < 0) {
                return false;
            }
            sum = step(sum, value);
        }
        return sum == (address.charAt(3) == 'q' ? BECH32 : BECH32M);
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATORS.length; i++) {
            next ^= (top >>> i & 1) == 1 ? GENERATORS[i] : 0;
        }
        return next;
    }
}
