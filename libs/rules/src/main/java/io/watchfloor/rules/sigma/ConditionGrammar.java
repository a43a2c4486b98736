package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The condition of a detection: names of its selections, and {@code 1 of}, {@code any of}, {@code all of} or {@code 2 of} a pattern of names or
 * {@code them}. Names that start with an underscore are left out unless the pattern starts so, too. A number over 1 is an extension.
 */
final class ConditionGrammar extends BooleanGrammar<Condition> {
    private static final int MOST_COMBINATIONS = 1_000;

    private final Map<String, Condition> selections;

    ConditionGrammar(Scalar expression, Map<String, Condition> selections) {
        super(refusePipe(expression));
        this.selections = selections;
    }

    private static Scalar refusePipe(Scalar expression) {
        int pipe = expression.text().indexOf('|');
        if (pipe >= 0) {
            throw new InvalidSigmaException(
                    expression.at(pipe),
                    "unsupported",
                    "aggregations behind | are no longer Sigma: write a correlation");
        }
        return expression;
    }

    @Override
    Condition all(List<Condition> parts) {
        return Condition.all(parts);
    }

    @Override
    Condition any(List<Condition> parts) {
        return Condition.any(parts);
    }

    @Override
    Condition not(Condition part) {
        return new Condition.Not(part);
    }

    @Override
    Condition operand(Token token) {
        boolean quantified = token.is("all") || token.is("any") || isNumber(token.text());
        if (quantified && takeIf("of")) {
            return several(token, take("a pattern of names"));
        }
        Condition selection = selections.get(token.text());
        if (selection == null) {
            throw new InvalidSigmaException(at(token), "condition", "there is no selection " + token.text());
        }
        return selection;
    }

    private Condition several(Token quantifier, Token pattern) {
        List<Condition> chosen = chosen(pattern);
        if (quantifier.is("all")) {
            return Condition.all(chosen);
        }
        int least = quantifier.is("any") ? 1 : Integer.parseInt(quantifier.text());
        if (least < 1 || least > chosen.size()) {
            String message = quantifier.text() + " of " + chosen.size() + " selections makes no sense";
            throw new InvalidSigmaException(at(quantifier), "condition", message);
        }
        List<Condition> combinations = new ArrayList<>();
        combine(chosen, least, List.of(), combinations);
        if (combinations.size() > MOST_COMBINATIONS) {
            throw new InvalidSigmaException(at(quantifier), "limit", "there are too many combinations of selections");
        }
        return Condition.any(combinations);
    }

    private static void combine(List<Condition> from, int least, List<Condition> taken, List<Condition> into) {
        if (least == 0) {
            into.add(Condition.all(taken));
            return;
        }
        for (int i = 0; i + least <= from.size() && into.size() <= MOST_COMBINATIONS; i++) {
            List<Condition> more = new ArrayList<>(taken);
            more.add(from.get(i));
            combine(from.subList(i + 1, from.size()), least - 1, more, into);
        }
    }

    private List<Condition> chosen(Token pattern) {
        List<Condition> chosen = new ArrayList<>();
        boolean hidden = pattern.text().startsWith("_");
        selections.forEach((name, selection) -> {
            boolean visible = hidden || !name.startsWith("_");
            if (visible && (pattern.is("them") || fits(name, pattern.text()))) {
                chosen.add(selection);
            }
        });
        if (chosen.isEmpty()) {
            String message = "there is no selection that " + pattern.text() + " means";
            throw new InvalidSigmaException(at(pattern), "condition", message);
        }
        return chosen;
    }

    /** Whether the whole name fits the pattern, in which {@code *} is any run of characters. */
    private static boolean fits(String name, String pattern) {
        int at = 0;
        int inName = 0;
        int star = -1;
        int resume = 0;
        while (inName < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = inName;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(inName)) {
                at++;
                inName++;
            } else if (star >= 0) {
                at = star + 1;
                inName = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    private static boolean isNumber(String text) {
        return text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
