package io.watchfloor.rules.sigma;

import java.util.List;

/**
 * What one file holds. A file with a problem holds no documents: nothing is taken in part.
 *
 * @param problems by position
 */
public record SigmaFile(String name, List<SigmaDocument> documents, List<SigmaProblem> problems) {
    public SigmaFile {
        documents = problems.isEmpty() ? List.copyOf(documents) : List.of();
        problems = List.copyOf(problems);
    }
}
