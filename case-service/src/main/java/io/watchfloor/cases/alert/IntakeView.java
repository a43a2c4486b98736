package io.watchfloor.cases.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.platform.identity.TenantId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a posted alert.
 *
 * @param deduplicated an alert that existed took it
 * @param replayed nothing new: the events had counted before
 * @param linkedCase the case, when one was asked for, else null
 */
@Schema(name = "AlertOutcome")
public record IntakeView(
        AlertView alert,
        boolean created,
        boolean deduplicated,
        boolean replayed,
        boolean reopened,

        @JsonProperty("case") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        LinkedCase linkedCase) {

    /** The alert's case. */
    @Schema(name = "LinkedCase")
    public record LinkedCase(UUID id, boolean created, String state) {}

    static IntakeView of(TenantId tenant, IntakeOutcome outcome) {
        IntakeOutcome.LinkedCase linked = outcome.linkedCase();
        return new IntakeView(
                AlertView.of(tenant, outcome.alert()),
                outcome.created(),
                !outcome.created(),
                outcome.replayed(),
                outcome.reopened(),
                linked == null
                        ? null
                        : new LinkedCase(
                                linked.id().value(),
                                linked.created(),
                                linked.status().wireName()));
    }
}
