package io.watchfloor.search.correlate;

/**
 * An indicator that too many events have.
 *
 * @param events how many were counted before it was given up
 */
public record Hub(Indicator indicator, int events) {}
