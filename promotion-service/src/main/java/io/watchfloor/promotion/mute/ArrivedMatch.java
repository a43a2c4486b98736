package io.watchfloor.promotion.mute;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A match as it arrived.
 *
 * @param messageId the message that brought it
 * @param released it was muted before and is sent again on somebody's wish: suppressions do not apply
 */
public record ArrivedMatch(String messageId, Match match, boolean released) {

    Set<String> carried() {
        return match.events().stream().map(Event::id).collect(Collectors.toSet());
    }
}
