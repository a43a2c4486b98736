package io.watchfloor.attack.mapping;

import io.watchfloor.attack.Tactic;
import io.watchfloor.attack.Technique;
import io.watchfloor.attack.TechniqueId;
import java.util.List;

/**
 * A technique that the input speaks of.
 *
 * @param tactics in the order of the matrix
 * @param url its page, {@code https://attack.mitre.org/techniques/T1110/001}
 * @param confidence 0..1, how often an answer like this one is right
 * @param matchedOn what speaks for it, the strongest first; never empty
 */
public record MappedTechnique(
        TechniqueId id, String name, List<Tactic> tactics, String url, double confidence, List<MatchedOn> matchedOn) {
    public MappedTechnique {
        tactics = List.copyOf(tactics);
        matchedOn = List.copyOf(matchedOn);
    }

    static MappedTechnique of(Technique technique, double confidence, List<MatchedOn> matchedOn) {
        double rounded = rounded(confidence);
        TechniqueId id = technique.id();
        return new MappedTechnique(id, technique.name(), technique.tactics(), id.url(), rounded, matchedOn);
    }

    /** The same with the confidence that someone else has. */
    public MappedTechnique withConfidence(double other) {
        return new MappedTechnique(id, name, tactics, url, rounded(other), matchedOn);
    }

    private static double rounded(double confidence) {
        return Math.round(confidence * 10_000) / 10_000.0;
    }
}
