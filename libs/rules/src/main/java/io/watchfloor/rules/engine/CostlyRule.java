package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.List;

/** A rule that cannot be passed over cheaply, and why, for its author. */
public record CostlyRule(String ruleId, String reason) {

    static List<CostlyRule> among(SetCompiler set) {
        Frequency frequency = new Frequency(set.indexes());
        List<CostlyRule> costly = new ArrayList<>();
        for (int rule = 0; rule < set.rules().size(); rule++) {
            Node root = set.root(rule);
            if (root != Node.Constant.FALSE && Witnesses.of(root, frequency).isEmpty()) {
                costly.add(new CostlyRule(
                        set.rules().get(rule).id(),
                        "no text that every match must hold: it is evaluated on every event of its log source"));
            }
        }
        return List.copyOf(costly);
    }
}
