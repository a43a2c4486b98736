package io.watchfloor.cli.parse;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Opens a stream that is gzipped or not, told by its first two bytes (RFC 1952 §2.3.1). */
final class GzipSniffer {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int BUFFER = 1 << 16;

    private GzipSniffer() {}

    static InputStream open(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
        in.mark(2);
        boolean gzip = in.read() == FIRST && in.read() == SECOND;
        in.reset();
        return gzip ? new GZIPInputStream(in, BUFFER) : in;
    }
}
