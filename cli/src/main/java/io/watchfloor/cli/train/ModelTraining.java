package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.Embedding;
import io.watchfloor.attack.mapping.Scorer;
import io.watchfloor.attack.mapping.TechniqueModel;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The parts of the model, learned side by side, each by a thread of its own; the same seed gives the same model. */
final class ModelTraining {
    /** Smaller weights change no answer, and are most. */
    private static final float LEAST_WEIGHT = 0.1f;
    /** What a sub-technique teaches its parent and sisters, where indicators are; prose has examples enough. */
    private static final float SHARING = 0.5f;
    /** Rows that have a point in the embedding; the others lie near the middle. */
    private static final int POINTS = 50_000;
    /** How far the scorer of prose leans to what reports speak of most: 0 not at all, 1 wholly. */
    private static final double LEANING = 0.15;
    /** So that what reports never speak of stays possible. */
    private static final double RAREST = 3e-4;

    private static final int PARTS = 3;

    private final Examples examples;
    private final int[] parents;
    private final int rows;
    private final long seed;
    private final Progress progress;

    /** Told of each round. */
    interface Progress {
        void round(String part, int round, double loss);
    }

    ModelTraining(Examples examples, long seed, Progress progress) {
        this.examples = examples;
        this.parents = examples.parents();
        this.rows = examples.rarity().size();
        this.seed = seed;
        this.progress = progress;
    }

    /** Not calibrated. */
    TechniqueModel model() throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(PARTS)) {
            Future<Scorer> text = threads.submit(this::text);
            Future<Embedding> embedding = threads.submit(this::embedding);
            Future<Scorer> linear = threads.submit(this::indicators);
            Scorer indicators = linear.get().with(embedding.get());
            return TechniqueModel.of(examples.techniques(), examples.rarity(), text.get(), indicators);
        } catch (ExecutionException e) {
            throw new IllegalStateException("training failed", e);
        }
    }

    private Scorer text() {
        List<Example> ofText = examples.ofText();
        return linear("text", ofText, 0, leaning(ofText));
    }

    private Scorer indicators() {
        return linear("indicators", examples.ofIndicators(), SHARING, new double[parents.length]);
    }

    private Scorer linear(String part, List<Example> from, float sharing, double[] leaning) {
        LinearTraining training = new LinearTraining(rows, parents, sharing);
        training.learn(from, seed, (round, loss) -> progress.round(part, round, loss));
        float[] bias = training.bias().clone();
        for (int c = 0; c < bias.length; c++) {
            bias[c] += (float) leaning[c];
        }
        return Scorer.linear(training.weights(), bias, LEAST_WEIGHT);
    }

    private Embedding embedding() {
        EmbeddingTraining training = new EmbeddingTraining(rows, parents.length, seed);
        training.learn(examples.ofEmbedding(), (round, loss) -> progress.round("embedding", round, loss));
        return training.embedding(POINTS);
    }

    /** What each class gets more because reports speak of it more often than the examples do. */
    private double[] leaning(List<Example> ofText) {
        double[] reports = examples.rates(TextSource.TRAM_MULTI);
        double[] learned = Example.rates(ofText, parents.length);
        return IntStream.range(0, parents.length)
                .mapToDouble(c -> LEANING * Math.log((reports[c] + RAREST) / (learned[c] + RAREST)))
                .toArray();
    }
}
