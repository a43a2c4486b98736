package io.watchfloor.cli.rules;

import java.util.Map;

/**
 * An event of a file.
 *
 * @param eid what the answer calls it
 * @param labels what is known of it beside its fields, by path
 * @param json the fields, a JSON object at {@code [from, to)}
 */
record FileEvent(String eid, Map<String, String> labels, byte[] json, int from, int to) {}
