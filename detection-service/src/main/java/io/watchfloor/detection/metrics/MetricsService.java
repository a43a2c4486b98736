package io.watchfloor.detection.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.detection.metrics.DetectionMetrics.Bucket;
import io.watchfloor.detection.metrics.DetectionMetrics.RunVolume;
import io.watchfloor.detection.metrics.MetricsRepository.Volume;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Figures over a window that ends now. It begins at a full hour, so that hourly counts add up to it. */
@ApplicationScoped
class MetricsService {
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final List<String> TRIGGERS = List.of("manual", "scheduled");
    private static final List<String> STATUSES = List.of("running", "succeeded", "failed", "abandoned");

    private final TenantDatabase database;
    private final MetricsRepository repository;
    private final MetricsConfig config;
    private final Clock clock;

    MetricsService(TenantDatabase database, MetricsRepository repository, MetricsConfig config, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    private record Window(String text, Instant from, Instant to, NoiseLimits limits) {}

    Uni<DetectionMetrics> of(Caller caller, String text) {
        Window window = window(text);
        return database.inTenant(caller.tenant(), connection -> read(connection, caller, window));
    }

    private Window window(String text) {
        Duration length = length(text);
        Instant to = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Window(text, to.minus(length).truncatedTo(ChronoUnit.HOURS), to, NoiseLimits.of(config, length));
    }

    private static Duration length(String text) {
        try {
            Duration length = TimeRange.duration(text);
            if (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (TimeRangeException e) {
            throw ProblemException.invalid("?window", "invalid_value", String.valueOf(e.getMessage()));
        }
        throw ProblemException.invalid("?window", "out_of_range", "window must be 1h to 31d");
    }

    /** One query after the other: they share the transaction's connection. */
    private Uni<DetectionMetrics> read(SqlConnection connection, Caller caller, Window window) {
        return Uni.combine()
                .all()
                .unis(
                        repository.rules(connection, caller),
                        repository.runs(connection, caller, window.from()),
                        repository.verdicts(connection, caller),
                        repository.byRule(connection, caller, window.from(), window.limits()),
                        repository.byHour(connection, caller, window.from()))
                .usingConcurrencyOf(1)
                .with((rules, runs, verdicts, byRule, hours) -> new DetectionMetrics(
                        window.text(),
                        window.from(),
                        window.to(),
                        rules,
                        volume(runs),
                        verdicts,
                        noisy(byRule),
                        highest(byRule),
                        byRule,
                        dense(hours, window)));
    }

    private static RunVolume volume(List<Volume> runs) {
        return new RunVolume(
                sum(runs, Volume::runs),
                by(runs, TRIGGERS, Volume::trigger),
                by(runs, STATUSES, Volume::status),
                sum(runs, Volume::matches),
                sum(runs, Volume::suppressed),
                sum(runs, Volume::promoted));
    }

    private static Map<String, Long> by(List<Volume> runs, List<String> words, Function<Volume, String> word) {
        Map<String, Long> counts = new TreeMap<>();
        words.forEach(one -> counts.put(one, 0L));
        runs.forEach(volume -> counts.merge(word.apply(volume), volume.runs(), Long::sum));
        return counts;
    }

    private static long sum(List<Volume> runs, ToLongFunction<Volume> figure) {
        return runs.stream().mapToLong(figure).sum();
    }

    private static List<RuleMetrics> noisy(List<RuleMetrics> rules) {
        return rules.stream().filter(rule -> !rule.noisy().isEmpty()).toList();
    }

    private List<RuleMetrics> highest(List<RuleMetrics> rules) {
        return rules.stream()
                .filter(rule -> rule.rank() > 0)
                .limit(config.highMatchRules())
                .toList();
    }

    private static List<Bucket> dense(List<Bucket> hours, Window window) {
        Map<Instant, Bucket> known = hours.stream().collect(Collectors.toMap(Bucket::start, Function.identity()));
        List<Bucket> all = new ArrayList<>();
        for (Instant hour = window.from(); !hour.isAfter(window.to()); hour = hour.plus(1, ChronoUnit.HOURS)) {
            all.add(known.getOrDefault(hour, Bucket.empty(hour)));
        }
        return all;
    }
}
