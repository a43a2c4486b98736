package io.watchfloor.platform.inbox;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a failure that passes by itself (a part is away, a race was lost) from one that comes again each time. */
final class PassingFailure {
    private PassingFailure() {}

    static boolean isPassing(Throwable failure) {
        return switch (failure) {
            case PgException pg -> passingState(pg.getSqlState() == null ? "" : pg.getSqlState());
            case RetriableException kafka -> true;
            case IOException io -> true;
            case TimeoutException timeout -> true;
            case VertxException closed -> true;
            case io.vertx.core.impl.NoStackTraceThrowable pool -> true;
            default -> false;
        };
    }

    /** Connection (08), resources (53), operator (57), serialization and deadlock (40). PostgreSQL manual, appendix A. */
    private static boolean passingState(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("40");
    }
}
