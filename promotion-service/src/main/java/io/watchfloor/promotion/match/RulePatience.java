package io.watchfloor.promotion.match;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.RuleVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Decides how long matches wait for their rule: once for each rule version, so that a rule which never comes stops nothing. */
@ApplicationScoped
class RulePatience {
    private static final int MOST_AWAITED = 10_000;

    private record Awaited(String tenant, String ruleId, int version) {}

    private final MatchConfig config;
    private final Clock clock;
    private final Map<Awaited, Instant> deadlines = new ConcurrentHashMap<>();

    RulePatience(MatchConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Fails with {@link RuleAwaited} while a match should wait for its rule version, which is not among the known ones. */
    void check(Collection<Match> matches, Map<String, RuleVersion> known) {
        Instant now = clock.instant();
        Instant last = matches.stream()
                .filter(match -> isMissing(match, known.get(match.ruleId())))
                .map(match -> deadline(match, now))
                .max(Instant::compareTo)
                .orElse(now);
        if (now.isBefore(last)) {
            throw new RuleAwaited();
        }
    }

    private static boolean isMissing(Match match, @Nullable RuleVersion known) {
        return known == null || known.version() < match.ruleVersion();
    }

    private Instant deadline(Match match, Instant now) {
        if (deadlines.size() > MOST_AWAITED) {
            deadlines.values().removeIf(now::isAfter);
        }
        return deadlines.computeIfAbsent(
                new Awaited(match.tenantId(), match.ruleId(), match.ruleVersion()),
                awaited -> now.plus(config.rulePatience()));
    }
}
