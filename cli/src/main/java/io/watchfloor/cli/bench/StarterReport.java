package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;
import io.watchfloor.cli.bench.StarterRates.Rate;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rates of the starter pack with the reasons of those that fire often.
 *
 * @param reasons by rule
 */
record StarterReport(List<Rate> rates, Map<String, String> reasons) {
    private static final String ROW = "  %-58s %9s %6s %10s  %s%n";

    StarterReport {
        rates = rates.stream()
                .sorted(Comparator.comparing(Rate::isOften)
                        .thenComparing(Rate::rate)
                        .reversed()
                        .thenComparing(Rate::rule))
                .toList();
    }

    /** Rules that fire on more than one of 10,000 events without a reason. */
    List<String> unexplained() {
        return rates.stream()
                .filter(rate -> rate.isOften() && !reasons.containsKey(rate.rule()))
                .map(Rate::rule)
                .toList();
    }

    /** Rules that have a reason and need none. */
    List<String> needless() {
        List<String> often =
                rates.stream().filter(Rate::isOften).map(Rate::rule).toList();
        return reasons.keySet().stream().filter(rule -> !often.contains(rule)).toList();
    }

    void print(PrintStream out) {
        out.println();
        out.printf(Locale.ROOT, ROW, "rule", "events", "fired", "of 10,000", "");
        for (Rate rate : rates) {
            String name = rate.alerts() ? rate.rule() : rate.rule() + " (base)";
            String remark = rate.isOften() ? "! " + reasons.getOrDefault(rate.rule(), "no reason given") : "";
            out.printf(
                    Locale.ROOT,
                    ROW,
                    name,
                    "%,d".formatted(rate.events()),
                    rate.times(),
                    rate.events() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", rate.rate()),
                    remark + (rate.fired().isEmpty() ? "" : " " + rate.fired()));
        }
        out.println();
    }

    String json() {
        return Api.JSON
                .createObjectNode()
                .put("rules", rates.size())
                .put(
                        "unmeasured",
                        rates.stream().filter(rate -> rate.events() == 0).count())
                .put("above", rates.stream().filter(Rate::isOften).count())
                .put("unexplained", unexplained().size())
                .toString();
    }
}
