package io.watchfloor.search.export;

import io.watchfloor.search.store.HighWater;
import org.jspecify.annotations.Nullable;

/**
 * What a tail sends.
 *
 * @param name {@code event}, {@code gap}, {@code heartbeat} or {@code end}
 * @param from from where to go on; null to go on as before
 * @param data JSON
 */
record TailEvent(String name, @Nullable HighWater from, String data) {}
