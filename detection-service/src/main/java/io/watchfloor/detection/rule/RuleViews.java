package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Rules as they are answered: with what is counted of them. */
@ApplicationScoped
class RuleViews {
    private final TenantDatabase database;
    private final RuleFigureRepository figures;
    private final RuleAdvice advice;

    RuleViews(TenantDatabase database, RuleFigureRepository figures, RuleAdvice advice) {
        this.database = database;
        this.figures = figures;
        this.advice = advice;
    }

    /** With warnings, which a page of many rules does not have. */
    Uni<RuleView> of(Caller caller, Rule rule) {
        return figures(caller, List.of(rule))
                .chain(known ->
                        advice.warnings(rule).map(warnings -> RuleView.of(caller, rule, of(known, rule), warnings)));
    }

    Uni<Page<RuleView>> of(Caller caller, Page<Rule> page) {
        return figures(caller, page.items()).map(known -> page.map(rule -> view(caller, rule, known)));
    }

    private Uni<Map<RuleId, RuleFigures>> figures(Caller caller, List<Rule> rules) {
        List<RuleId> ids = rules.stream().map(Rule::id).toList();
        return database.inTenant(caller.tenant(), connection -> figures.of(connection, ids));
    }

    private static RuleView view(Caller caller, Rule rule, Map<RuleId, RuleFigures> known) {
        return RuleView.of(caller, rule, of(known, rule), List.of());
    }

    private static RuleFigures of(Map<RuleId, RuleFigures> known, Rule rule) {
        return known.getOrDefault(rule.id(), RuleFigures.NONE);
    }
}
