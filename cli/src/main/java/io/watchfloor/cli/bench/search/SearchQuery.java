package io.watchfloor.cli.bench.search;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A question in both spellings.
 *
 * @param name also the name of its ratio
 * @param goal at most so much of OpenSearch's median
 * @param kind tells what the answers are
 * @param ours the body for our service
 * @param theirs the body for OpenSearch
 */
record SearchQuery(String name, double goal, Kind kind, ObjectNode ours, ObjectNode theirs) {
    /** What is asked for. */
    enum Kind {
        EVENTS(""),
        /** Events behind the first 50,000. */
        BEHIND(""),
        HISTOGRAM("/histogram"),
        FACETS("/facets");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        /** Behind the path of our search. */
        String path() {
            return path;
        }
    }

    SearchQuery with(ObjectNode newOurs, ObjectNode newTheirs) {
        return new SearchQuery(name, goal, kind, newOurs, newTheirs);
    }
}
