package io.watchfloor.cli.train;

/** The sets that the mapping to ATT&amp;CK is trained on, and how much a text of each counts. */
enum TextSource {
    PROCEDURES(0.7f),
    DESCRIPTIONS(1.0f),
    DETECTIONS(0.5f),
    TRAM_SINGLE(1.5f),
    TRAM_MULTI(3.0f),
    ANNOCTR(1.0f),
    SIGMA(3.0f),
    ATOMIC(3.0f);

    private final float weight;

    TextSource(float weight) {
        this.weight = weight;
    }

    float weight() {
        return weight;
    }
}
