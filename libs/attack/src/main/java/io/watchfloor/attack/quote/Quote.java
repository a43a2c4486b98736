package io.watchfloor.attack.quote;

/**
 * A sentence that was imported and is near to the input.
 *
 * @param similarity 0..1: the cosine between the words of the sentence and of the part of the input that speaks for the
 *     technique, weighted by how rare they are
 */
public record Quote(String text, QuoteSource source, double similarity) {}
