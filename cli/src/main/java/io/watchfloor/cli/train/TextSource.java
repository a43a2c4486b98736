package io.watchfloor.cli.train;

/** The sets that the mapping to ATT&amp;CK is trained on, and how much a text of each counts for each part of the model. */
enum TextSource {
    PROCEDURES(0.7f, 0.35f, 0.7f),
    DESCRIPTIONS(1, 1, 1),
    DETECTIONS(0.3f, 0.3f, 0.5f),
    TRAM_SINGLE(1.5f, 0.5f, 1.5f),
    TRAM_MULTI(3, 0.7f, 3),
    ANNOCTR(2, 0.5f, 1),
    SIGMA(1.5f, 3, 3),
    ATOMIC(1.5f, 3, 3);

    private final float forText;
    private final float forIndicators;
    private final float forEmbedding;

    TextSource(float forText, float forIndicators, float forEmbedding) {
        this.forText = forText;
        this.forIndicators = forIndicators;
        this.forEmbedding = forEmbedding;
    }

    /** Where prose is scored. */
    float forText() {
        return forText;
    }

    /** In the linear model that scores what has indicators. */
    float forIndicators() {
        return forIndicators;
    }

    /** In the embedding beside it. */
    float forEmbedding() {
        return forEmbedding;
    }
}
