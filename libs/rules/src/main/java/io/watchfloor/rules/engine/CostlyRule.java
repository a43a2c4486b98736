package io.watchfloor.rules.engine;

import java.util.ArrayList;
import java.util.List;

/** A rule that cannot be passed over cheaply, and why, for its author. */
public record CostlyRule(String ruleId, String reason) {

    static List<CostlyRule> among(SetCompiler set) {
        Frequency frequency = new Frequency(set.indexes());
        int keys = set.options().keyFields().size();
        Folding.Known ofItsLogSource =
                leaf -> leaf instanceof Node.Mark mark && mark.field < keys ? Boolean.TRUE : null;
        List<CostlyRule> costly = new ArrayList<>();
        for (int rule = 0; rule < set.rules().size(); rule++) {
            Node root = Folding.fold(set.root(rule), ofItsLogSource);
            if (!(root instanceof Node.Constant)
                    && Witnesses.of(root, frequency).isEmpty()) {
                costly.add(new CostlyRule(
                        set.rules().get(rule).id(),
                        "no text that every match must hold: it is evaluated on every event of its log source"));
            }
        }
        return List.copyOf(costly);
    }
}
