package io.watchfloor.detection.backtest;

/** More has to be remembered than may be. */
final class TooManyHitsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyHitsException(int most) {
        super("more than " + most + " hits to remember at once (watchfloor.backtest.held-hits): narrow the rule");
    }
}
