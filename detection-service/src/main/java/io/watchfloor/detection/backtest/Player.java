package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.schedule.EventSearch;
import io.watchfloor.detection.stream.StreamConfig;
import io.watchfloor.detection.suppression.Muting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plays rules over stored events: reads a stretch, asks the rule, takes out what suppressions mute, counts. */
@ApplicationScoped
public class Player {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    /** A stretch that takes longer to read is followed by shorter ones, so that there is progress to see. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final StoredEvents events;
    private final Muting muting;
    private final EventSearch search;
    private final StreamConfig stream;
    private final BacktestConfig config;

    Player(StoredEvents events, Muting muting, EventSearch search, StreamConfig stream, BacktestConfig config) {
        this.events = events;
        this.muting = muting;
        this.search = search;
        this.stream = stream;
        this.config = config;
    }

    /** What the stream here is set to. */
    Replay.Limits limits() {
        return new Replay.Limits(stream.lateness(), stream.maxHitsPerGroup(), config.heldHits());
    }

    /**
     * Plays until all is done or the playback is halted.
     *
     * @param patience how often a stretch is tried again while the search service is away, at least once
     */
    Uni<Playback> play(Playback playback, int patience) {
        return events.count(playback.asked(), playback.range())
                .onFailure(Player::isPassing)
                .recoverWithItem(Optional.empty())
                .invoke(total -> playback.total(total.orElse(null)))
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(() -> playback, each -> step(each, patience))
                        .whilst(Playback::isUnfinished)
                        .collect()
                        .last());
    }

    private Uni<Playback> step(Playback playback, int patience) {
        long began = System.nanoTime();
        return events.read(playback.asked(), playback.next())
                .onFailure(Player::isPassing)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .atMost(patience)
                .chain(read -> count(playback, read, began))
                .onFailure(StoredEvents.TooMuchException.class)
                .recoverWithItem(e -> narrowed(playback, (StoredEvents.TooMuchException) e))
                .onFailure(StoredEvents.HaltedException.class)
                .recoverWithItem(playback);
    }

    private Uni<Playback> count(Playback playback, List<Stored> read, long began) {
        double slow = (double) (System.nanoTime() - began) / LONGEST_READ.toNanos();
        // The search service looks behind each page that is not the last: stretches of one page are read once.
        int wanted = Math.min(config.pageSize(), config.sliceEvents());
        double full = Math.max(slow, (double) read.size() / wanted);
        return muting.screen(
                        playback.rule(),
                        playback.take(read),
                        (ids, first, last) -> search.byId(playback.rule().tenant(), ids, first, last))
                .map(screened -> playback.count(screened, full));
    }

    private static Playback narrowed(Playback playback, StoredEvents.TooMuchException tooMuch) {
        if (!tooMuch.isDivisible()) {
            throw tooMuch;
        }
        return playback.narrow(tooMuch);
    }

    /** Whether the search service may be back soon. */
    static boolean isPassing(Throwable failure) {
        return failure instanceof ProcessingException
                || failure instanceof IOException
                || failure instanceof WebApplicationException refused
                        && refused.getResponse().getStatus() >= 500;
    }
}
