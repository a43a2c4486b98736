package io.watchfloor.search.correlate;

import java.util.List;

/**
 * What came out.
 *
 * @param given the events that were asked about, in the order of their ids
 * @param related those found: by depth, then by score, then the nearest in time first
 * @param hubs in the order of their indicators
 * @param leftOut related events that were found and for which there was no room
 * @param cut whether there were more indicators than are looked for at once
 */
public record Correlation(
        List<RelatedEvent> given, List<RelatedEvent> related, List<Hub> hubs, int leftOut, boolean cut) {
    public Correlation {
        given = List.copyOf(given);
        related = List.copyOf(related);
        hubs = List.copyOf(hubs);
    }
}
