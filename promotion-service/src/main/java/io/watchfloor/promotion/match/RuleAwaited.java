package io.watchfloor.promotion.match;

/** A match came before its rule; the rule is usually on its way. */
final class RuleAwaited extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleAwaited() {
        super("the rule of a match has not arrived yet");
    }
}
