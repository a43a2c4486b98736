package io.watchfloor.attack.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Gives each class its share of a text: a linear model, and where there is one an embedding, whose say is smaller.
 * Immutable.
 */
public final class Scorer {
    private static final float OF_EMBEDDING = 0.2f;

    private final ClassWeights weights;
    private final float[] bias;
    private final @Nullable Embedding embedding;

    Scorer(ClassWeights weights, float[] bias, @Nullable Embedding embedding) {
        this.weights = weights;
        this.bias = bias;
        this.embedding = embedding;
    }

    /**
     * A linear model from dense weights.
     *
     * @param dense a row after another, each with a weight for every class
     * @param bias of each class
     * @param least the smallest weight that is kept
     */
    public static Scorer linear(float[] dense, float[] bias, float least) {
        return new Scorer(ClassWeights.of(dense, bias.length, least), bias.clone(), null);
    }

    /** The same, and an embedding of the same classes beside it. */
    public Scorer with(Embedding beside) {
        return new Scorer(weights, bias, beside);
    }

    /** The share of each class, which together are 1. */
    float[] shares(FeatureVector vector) {
        float[] shares = bias.clone();
        weights.addTo(shares, vector);
        Softmax.apply(shares);
        if (embedding != null) {
            float[] others = embedding.shares(vector);
            for (int i = 0; i < shares.length; i++) {
                shares[i] = (1 - OF_EMBEDDING) * shares[i] + OF_EMBEDDING * others[i];
            }
        }
        return shares;
    }

    int classCount() {
        return bias.length;
    }

    ClassWeights weights() {
        return weights;
    }

    float[] bias() {
        return bias.clone();
    }

    @Nullable
    Embedding embedding() {
        return embedding;
    }
}
