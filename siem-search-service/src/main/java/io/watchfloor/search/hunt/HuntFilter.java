package io.watchfloor.search.hunt;

import org.jspecify.annotations.Nullable;

/**
 * Which hunts to list; null does not narrow.
 *
 * @param tag one of the hunt's tags, in any case
 * @param name part of the hunt's name, in any case
 * @param owned whether the caller made it
 */
record HuntFilter(
        @Nullable String tag,
        @Nullable String name,
        @Nullable SharingMode sharingMode,
        @Nullable Boolean scheduleEnabled,
        @Nullable Boolean owned) {

    /** The list as its cursors know it. */
    String scope() {
        return "hunts" + this;
    }
}
