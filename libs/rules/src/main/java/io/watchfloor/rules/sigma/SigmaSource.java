package io.watchfloor.rules.sigma;

/**
 * Where a document was written.
 *
 * @param file the name the file was parsed under
 * @param line of the document's first key, from 1
 * @param yaml the document as written, so that exporting gives back what was imported; for a document under {@code action: global} the global
 *     parts precede it
 */
public record SigmaSource(String file, int line, String yaml) {}
