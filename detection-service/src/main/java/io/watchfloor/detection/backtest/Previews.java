package io.watchfloor.detection.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.RuleDrafts;
import io.watchfloor.detection.schedule.RunRequest;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays rules that are not saved over a short stretch of time, while the caller waits. */
@ApplicationScoped
class Previews {
    private static final String RETRY_SECONDS = "2";

    private final RuleDrafts drafts;
    private final Player player;
    private final BacktestConfig config;
    private final Clock clock;
    private final AtomicInteger playing = new AtomicInteger();

    Previews(RuleDrafts drafts, Player player, BacktestConfig config, Clock clock) {
        this.drafts = drafts;
        this.player = player;
        this.config = config;
        this.clock = clock;
    }

    /** What the rule finds, as far as the time for it allows; refuses what creating the rule would refuse for its content. */
    Uni<RulePreview> of(Caller caller, ObjectNode written, RunRequest asked, int matches) {
        TimeRange range =
                Ranges.checked("?", asked.range("?", clock.instant(), config.range()), config.longestPreview());
        ActiveRule rule = BacktestService.compiled(drafts.created(caller, written));
        long end = System.nanoTime() + config.previewTime().toNanos();
        Playback playback = new Playback(rule, range, matches, player.limits(), () -> System.nanoTime() - end > 0);
        return Uni.createFrom()
                .item(playback)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(this::begin)
                .chain(begun -> inTime(begun).eventually(playing::decrementAndGet))
                .map(RulePreview::of)
                .onFailure(Previews::isTooMuch)
                .transform(Previews::tooMuch)
                .onFailure(Player::isPassing)
                .transform(Previews::away);
    }

    private Uni<Playback> inTime(Playback playback) {
        return player.play(playback, 1).ifNoItem().after(config.previewTime()).recoverWithItem(playback);
    }

    private void begin(Playback ignored) {
        if (playing.incrementAndGet() > config.previews()) {
            int unused = playing.decrementAndGet();
            String message = "At most " + config.previews() + " previews at once: try again shortly";
            throw new ProblemException(CommonProblem.TOO_MANY_REQUESTS, message).header("Retry-After", RETRY_SECONDS);
        }
    }

    private static boolean isTooMuch(Throwable failure) {
        return failure instanceof StoredEvents.TooMuchException || failure instanceof TooManyHitsException;
    }

    private static ProblemException tooMuch(Throwable failure) {
        return new ProblemException(CommonProblem.UNPROCESSABLE, String.valueOf(failure.getMessage()), failure);
    }

    static ProblemException away(Throwable cause) {
        return new ProblemException(CommonProblem.UNAVAILABLE, "siem-search-service is away; try again", cause)
                .header("Retry-After", RETRY_SECONDS);
    }
}
