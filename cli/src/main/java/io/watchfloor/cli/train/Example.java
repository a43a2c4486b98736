package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.FeatureVector;

/**
 * What is learned from one view of a text.
 *
 * @param classes that are right; each as right as the others
 * @param weight how much it counts
 */
record Example(FeatureVector vector, int[] classes, float weight) {}
