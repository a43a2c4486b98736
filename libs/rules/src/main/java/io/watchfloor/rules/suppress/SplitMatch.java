package io.watchfloor.rules.suppress;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Suppression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A match and what suppressions leave of it.
 *
 * @param match as it was found
 * @param kept what goes on: the match itself if nothing is muted, null if everything is
 * @param muted what is kept back, by suppression
 */
public record SplitMatch(Match match, @Nullable Match kept, List<Part> muted) {
    public SplitMatch {
        muted = List.copyOf(muted);
    }

    /** The events of a match that one suppression mutes, as a match of their own. */
    public record Part(Suppression suppression, Match match) {}

    /** A match that nothing is kept back of. */
    public static SplitMatch whole(Match match) {
        return new SplitMatch(match, match, List.of());
    }
}
