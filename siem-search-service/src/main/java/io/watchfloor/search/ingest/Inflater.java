package io.watchfloor.search.ingest;

import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the content encoding of a body. Stops at the limit, however small the compressed body is. */
final class Inflater {
    private Inflater() {}

    static byte[] inflate(byte[] body, @Nullable String encoding, int maxBytes) {
        byte[] inflated =
                switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
                    case "identity", "" -> body;
                    case "gzip", "x-gzip" -> gunzip(body, maxBytes);
                    default ->
                        throw ProblemException.invalid(
                                "", "unknown_encoding", "Content-Encoding must be gzip or identity");
                };
        if (inflated.length > maxBytes) {
            throw new ProblemException(
                    CommonProblem.TOO_LARGE, "A body has at most " + maxBytes + " bytes, decompressed");
        }
        return inflated;
    }

    private static byte[] gunzip(byte[] body, int maxBytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 1 << 16)) {
            return in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw ProblemException.invalid("", "invalid_gzip", "The body is not valid gzip");
        }
    }
}
