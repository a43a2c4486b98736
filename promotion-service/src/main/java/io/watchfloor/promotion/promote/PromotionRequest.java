package io.watchfloor.promotion.promote;

import io.watchfloor.contracts.Severity;
import io.watchfloor.promotion.render.AlertText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to promote a log; every field may be left out. */
@Schema(description = "How to promote a log; every field may be left out")
public record PromotionRequest(
        @Schema(description = "The rule that the log belongs to: its templates, techniques and dedup fields apply")
        @Nullable
        @Size(min = 1, max = 100)
        String ruleId,

        @Schema(description = "Open a case for the alert unless it has an open one; false by default") @Nullable
        Boolean createCase,

        @Schema(description = "Title instead of the rendered one; taken as it is")
        @Nullable
        @Size(min = 1, max = AlertText.MAX_TITLE)
        String title,

        @Schema(description = "Severity instead of the rule's, which goes before the log's") @Nullable
        Severity severity,

        @Schema(description = "Description instead of the rendered one; taken as it is")
        @Nullable
        @Size(max = AlertText.MAX_DESCRIPTION)
        String description,

        @Schema(description = "Tags besides the rule's") @Nullable @Size(max = 50)
        List<@NotBlank @Size(max = 100) String> tags,

        @Schema(
                description = "Promote although a suppression of the rule mutes the log; wants a reason and role"
                        + " detection_engineer or admin, and is audited")
        @Nullable
        Boolean overrideSuppression,

        @Schema(description = "Why a suppression is overridden") @Nullable @Size(max = 2_000)
        String reason) {

    /** What an empty body asks for. */
    static final PromotionRequest PLAIN = new PromotionRequest(null, null, null, null, null, null, null, null);

    public PromotionRequest {
        tags = tags == null ? null : List.copyOf(tags);
    }

    boolean overrides() {
        return Boolean.TRUE.equals(overrideSuppression);
    }
}
