package io.watchfloor.platform.problem;

import java.net.URI;
import java.util.Locale;

/** One kind of error. Implemented by an enum per feature; the constant's name makes the type URI. */
public interface ProblemType {
    /** The enum constant's name, such as {@code RULE_DISABLED}. */
    String name();

    /** A short sentence that is the same for every occurrence. */
    String title();

    /** The HTTP status. */
    int status();

    /** Identifies the kind of problem: {@code urn:watchfloor:problem:rule-disabled}. */
    default URI type() {
        return URI.create(
                "urn:watchfloor:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
