package io.watchfloor.detection.sigma;

import io.watchfloor.detection.rule.ImportDecision.Outcome;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.TestStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do.
 *
 * @param dryRun whether nothing was stored
 * @param rejected everything that is wrong; nothing of a file that is named here was taken
 * @param costly accepted rules that cost much more than others on the stream, and why
 */
@Schema(name = "RuleImportReport")
public record ImportReport(
        boolean dryRun, Counts counts, List<Accepted> accepted, List<Rejected> rejected, List<Costly> costly) {

    /**
     * Numbers of files and rules.
     *
     * @param files that were read
     * @param filesRejected of them
     * @param filesIgnored entries of an archive that hold no rules
     */
    @Schema(name = "RuleImportCounts")
    public record Counts(
            int files, int filesRejected, int filesIgnored, int created, int updated, int unchanged, int costly) {}

    /**
     * A document that became, changed or is a rule.
     *
     * @param enabled whether the rule is enabled afterwards
     * @param notes what its author should know
     */
    @Schema(name = "AcceptedRule")
    public record Accepted(
            String file,
            RuleId ruleId,
            String name,
            Outcome outcome,
            boolean enabled,
            @Nullable TestStatus testStatus,
            List<String> notes) {}

    /**
     * Why a file was not taken.
     *
     * @param line from 1; 0 when it is about the whole file
     * @param column from 1; 0 when it is about the whole file
     */
    @Schema(name = "RejectedRuleFile")
    public record Rejected(String file, int line, int column, String code, String message) {}

    /** A rule that cannot be passed over cheaply. */
    @Schema(name = "CostlyRule")
    public record Costly(RuleId ruleId, String reason) {}
}
