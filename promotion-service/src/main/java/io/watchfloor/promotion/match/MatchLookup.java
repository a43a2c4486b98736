package io.watchfloor.promotion.match;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.Match;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.promotion.rule.RuleProjection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up the rules of matches, and the alerts that the matches were given before. */
@ApplicationScoped
class MatchLookup {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final TenantDatabase database;
    private final RuleProjection rules;
    private final RulePatience patience;
    private final PromotionRepository promotions;
    private final Clock clock;

    MatchLookup(
            TenantDatabase database,
            RuleProjection rules,
            RulePatience patience,
            PromotionRepository promotions,
            Clock clock) {
        this.database = database;
        this.rules = rules;
        this.patience = patience;
        this.promotions = promotions;
        this.clock = clock;
    }

    /** What is known; waits for rules that are on their way, outside of any transaction. */
    Uni<MatchPlan.Knowledge> known(TenantId tenant, List<IncomingMatch> incoming) {
        return database.inTenant(tenant, connection -> read(connection, tenant, incoming))
                .onFailure(RuleAwaited.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private Uni<MatchPlan.Knowledge> read(SqlConnection connection, TenantId tenant, List<IncomingMatch> incoming) {
        List<Match> matches = incoming.stream().map(IncomingMatch::match).toList();
        Set<String> ruleIds = matches.stream().map(Match::ruleId).collect(Collectors.toSet());
        Set<String> matchIds = matches.stream().map(Match::matchId).collect(Collectors.toSet());
        return rules.find(connection, tenant.value(), ruleIds)
                .invoke(found -> patience.check(matches, found))
                .chain(found -> promotions
                        .find(connection, tenant.value(), matchIds)
                        .map(alerts -> new MatchPlan.Knowledge(found, alerts, clock.instant())));
    }
}
