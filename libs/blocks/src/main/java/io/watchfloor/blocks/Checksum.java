package io.watchfloor.blocks;

import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720 appendix B.4). */
final class Checksum {
    private Checksum() {}

    static int of(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
