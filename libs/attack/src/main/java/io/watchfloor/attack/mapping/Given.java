package io.watchfloor.attack.mapping;

/** What there is to map: confidence means something else for each. */
public enum Given {
    TEXT,
    INDICATORS,
    BOTH;

    static Given of(boolean text, boolean indicators) {
        if (text && indicators) {
            return BOTH;
        }
        return indicators ? INDICATORS : TEXT;
    }
}
