package io.watchfloor.rules.sigma;

/** One YAML document of a Sigma file. */
public sealed interface SigmaDocument permits SigmaRule, SigmaCorrelation, SigmaFilter {
    SigmaHeader header();

    SigmaSource source();

    /** The id of {@link #header()}. */
    default String id() {
        return header().id();
    }
}
