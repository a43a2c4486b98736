package io.watchfloor.observables;

import java.util.List;

/**
 * What a text holds.
 *
 * @param found distinct values in the order in which they are first in the text
 * @param truncated whether the text or the number of values was over the limits, so that there may be more
 */
public record IocResult(List<Ioc> found, boolean truncated) {
    public IocResult {
        found = List.copyOf(found);
    }
}
