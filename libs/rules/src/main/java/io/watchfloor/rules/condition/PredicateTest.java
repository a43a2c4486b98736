package io.watchfloor.rules.condition;

import com.google.re2j.Pattern;
import io.watchfloor.query.Network;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import io.watchfloor.rules.condition.Predicate.Relation;
import java.util.Set;

/** A predicate made ready to be asked about single values. Immutable, so one test serves all rules and threads. */
@FunctionalInterface
public interface PredicateTest {
    /** Whether the predicate is true of a value, given as its text stands in the event. */
    boolean test(String value);

    /**
     * The test of a predicate.
     *
     * @throws IllegalArgumentException if the predicate is not about single values ({@link Predicate.Missing},
     *     {@link Predicate.Present}, {@link Predicate.Related}) or holds a network or an expression that is none
     */
    static PredicateTest of(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Text text -> TextPattern.of(text);
            case Predicate.Regex regex -> regex(regex);
            case Predicate.InNetwork in -> network(in.network());
            case Predicate.Compare compare ->
                value -> compare.comparison().holds(NumberText.parse(value), compare.bound());
            case Predicate.TimePart time ->
                value -> time.comparison().holds(TimeText.part(value, time.part()), time.bound());
            case Predicate.Missing missing -> throw new IllegalArgumentException("asks for no value: " + missing);
            case Predicate.Present present -> throw new IllegalArgumentException("asks for no value: " + present);
            case Predicate.Related related -> throw new IllegalArgumentException("asks for two values: " + related);
        };
    }

    /** Whether {@code value} stands so to {@code other}; case does not count. */
    static boolean related(Relation relation, String value, String other) {
        String left = TextPattern.folded(value);
        String right = TextPattern.folded(other);
        return switch (relation) {
            case EQUALS -> left.equals(right);
            case CONTAINS -> left.contains(right);
            case STARTS_WITH -> left.startsWith(right);
            case ENDS_WITH -> left.endsWith(right);
        };
    }

    private static PredicateTest regex(Predicate.Regex regex) {
        Pattern pattern = Pattern.compile(regex.pattern(), bits(regex.flags()));
        LongRun run = LongRun.of(regex.pattern(), regex.flags().contains(RegexFlag.DOT_ALL));
        return run != null ? run : value -> pattern.matcher(value).find();
    }

    private static PredicateTest network(String text) {
        Network network = Network.parse(text);
        if (network == null) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return network::contains;
    }

    private static int bits(Set<RegexFlag> flags) {
        int bits = flags.contains(RegexFlag.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE : 0;
        bits |= flags.contains(RegexFlag.MULTI_LINE) ? Pattern.MULTILINE : 0;
        return bits | (flags.contains(RegexFlag.DOT_ALL) ? Pattern.DOTALL : 0);
    }
}
