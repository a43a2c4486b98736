package io.watchfloor.search.export;

import org.jspecify.annotations.Nullable;

/**
 * What a tail sends.
 *
 * @param name {@code event}, {@code gap}, {@code heartbeat} or {@code end}
 * @param id from where to go on; null to go on as before
 * @param data JSON
 */
record TailEvent(String name, @Nullable String id, String data) {}
