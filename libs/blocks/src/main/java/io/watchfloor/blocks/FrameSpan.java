package io.watchfloor.blocks;

/**
 * Where a frame lies in the data of its block.
 *
 * @param offset of the first byte
 * @param storedLength bytes in the data
 * @param rawLength bytes when decompressed
 * @param compressed whether it must be
 * @param checksum CRC-32C of the stored bytes
 */
public record FrameSpan(int offset, int storedLength, int rawLength, boolean compressed, int checksum) {}
