package io.watchfloor.detection.backtest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A back-test that this instance works on: where others learn how far it is, and tell it to end. For any thread. */
final class Execution {
    private final BacktestClaim claim;
    private final long endNanos;
    private volatile boolean lost;
    private volatile @Nullable Playback playback;

    /** @param time how long it may work */
    Execution(BacktestClaim claim, Duration time) {
        this.claim = claim;
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    BacktestClaim claim() {
        return claim;
    }

    Playback playing(Playback begun) {
        playback = begun;
        return begun;
    }

    ClaimedRepository.@Nullable Seen seen() {
        Playback playing = playback;
        return playing == null ? null : ClaimedRepository.Seen.of(playing);
    }

    /** It was cancelled, or another instance has it. */
    void lose() {
        lost = true;
    }

    boolean isHalted() {
        return lost || isOver();
    }

    /** Whether its time is over. */
    boolean isOver() {
        return System.nanoTime() - endNanos > 0;
    }
}
