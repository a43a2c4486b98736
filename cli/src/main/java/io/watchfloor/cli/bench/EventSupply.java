package io.watchfloor.cli.bench;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** Events without end, each a JSON object in a line, each another one than all before. One thread at a time. */
public interface EventSupply {
    /** The next event; {@code number} is its own. */
    String next(long number, Instant time);

    /** A request body of the next events, all of now. */
    default byte[] batch(long firstNumber, int count) {
        Instant now = Clock.systemUTC().instant();
        StringBuilder body = new StringBuilder(count * 1_000);
        for (int i = 0; i < count; i++) {
            body.append(next(firstNumber + i, now)).append('\n');
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
