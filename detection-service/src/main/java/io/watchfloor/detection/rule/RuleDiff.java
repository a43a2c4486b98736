package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.contracts.ContractJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a later version of a rule changed of an earlier one, or the other way round.
 *
 * @param logicChanged whether the two decide differently: their matches have different ids
 * @param changedFields names of the fields that differ, sorted
 */
@Schema(name = "RuleDiff")
public record RuleDiff(
        int from,
        int to,
        boolean logicChanged,
        List<String> changedFields,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "JSON merge patch (RFC 7386) that makes the one version of the other")
        ObjectNode patch) {

    static RuleDiff between(RuleVersionView from, RuleVersionView to) {
        ObjectNode patch = MergePatch.between(
                ContractJson.mapper().valueToTree(from.rule()),
                ContractJson.mapper().valueToTree(to.rule()));
        List<String> fields = patch.properties().stream()
                .map(field -> field.getKey())
                .sorted()
                .toList();
        return new RuleDiff(from.version(), to.version(), from.logicVersion() != to.logicVersion(), fields, patch);
    }
}
