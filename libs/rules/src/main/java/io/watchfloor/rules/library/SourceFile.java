package io.watchfloor.rules.library;

/**
 * A file of rules.
 *
 * @param name for messages
 * @param text YAML
 */
public record SourceFile(String name, String text) {}
