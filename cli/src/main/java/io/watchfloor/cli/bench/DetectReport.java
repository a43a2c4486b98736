package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;

/**
 * The figures of {@code bench detect}. Rates are per CPU second of one thread. Many parameters: each is a line of the table.
 *
 * @param matched every value of the stream new at its first occurrence in a round: the headline
 * @param matchedKnown values seen a round before
 * @param naiveKind plain evaluation of the rules of the event's kind
 * @param naiveAll plain evaluation of all rules
 * @param heapMb of the compiled set and a matcher
 */
record DetectReport(
        int rules,
        int predicates,
        double loadSeconds,
        double heapMb,
        double tablesMb,
        double scanned,
        double matched,
        double matchedKnown,
        double bytesPerEvent,
        double naiveKind,
        double naiveAll,
        double correlated,
        long groups,
        long matches) {

    FigureTable table() {
        return new FigureTable()
                .row("rules, predicates", "%,d, %,d", rules, predicates)
                .row("load: read, parse, compile", "%.2f s, first thing in the process", loadSeconds)
                .row("heap: compiled set and matcher", "%.0f MB (tables %.0f MB)", heapMb, tablesMb)
                .row("finding the values alone", "%,.0f events/CPU-s", scanned)
                .row(
                        "all rules, values new",
                        "%,.0f events/CPU-s, %.0f MB/CPU-s, %.2f of the scan",
                        matched,
                        matched * bytesPerEvent / 1e6,
                        matched / scanned)
                .row(
                        "all rules, values known",
                        "%,.0f events/CPU-s, %.2f of the scan",
                        matchedKnown,
                        matchedKnown / scanned)
                .row(
                        "plain, rules of the kind",
                        "%,.0f events/CPU-s: %.0f times slower",
                        naiveKind,
                        matched / naiveKind)
                .row("plain, every rule", "%,.1f events/CPU-s: %,.0f times slower", naiveAll, matched / naiveAll)
                .row("matches in the stream", "%,d", matches)
                .row("event_count", "%,.0f hits/CPU-s, %,d groups held", correlated, groups);
    }

    String json() {
        return Api.JSON
                .createObjectNode()
                .put("events_per_cpu_s", Math.round(matched))
                .put("naive_ratio", rounded(matched / naiveKind))
                .put("scan_ratio", rounded(matched / scanned))
                .put("load_s", rounded(loadSeconds))
                .put("heap_mb", rounded(heapMb))
                .put("correlation_per_cpu_s", Math.round(correlated))
                .toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
