package io.watchfloor.detection.sigma;

import io.watchfloor.detection.sigma.ImportReport.Rejected;
import java.util.List;

/**
 * The files of one import.
 *
 * @param rejected files whose text cannot be had
 * @param ignored how many entries hold no rules by their name
 */
record RuleFiles(List<RuleFile> files, List<Rejected> rejected, int ignored) {
    RuleFiles {
        files = List.copyOf(files);
        rejected = List.copyOf(rejected);
    }

    static RuleFiles of(List<RuleFile> files) {
        return new RuleFiles(files, List.of(), 0);
    }
}
