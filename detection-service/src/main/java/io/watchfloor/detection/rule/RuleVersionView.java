package io.watchfloor.detection.rule;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a rule as its author wrote it; versions never change.
 *
 * @param logicVersion the version that last changed what the rule decides by
 */
@Schema(name = "RuleVersion")
public record RuleVersionView(int version, int logicVersion, Instant changedAt, String changedBy, RuleSpec rule) {}
