package io.watchfloor.cases.incident;

import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A case as it is shown. */
@Schema(name = "Case")
public record CaseView(
        UUID id,
        long number,
        String tenantId,
        String title,
        String description,
        Severity severity,
        String status,
        String source,
        @Nullable String ruleId,
        @Nullable String ruleName,
        List<UUID> alertIds,
        List<ObservableValue> observables,
        List<String> tags,
        List<String> mitreTechniques,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static CaseView of(TenantId tenant, Case shown) {
        CaseSubject subject = shown.subject();
        return new CaseView(
                shown.id().value(),
                shown.number(),
                tenant.value(),
                subject.title(),
                subject.description(),
                shown.severity(),
                shown.status().wireName(),
                subject.source(),
                subject.ruleId(),
                subject.ruleName(),
                shown.alertIds().stream().map(AlertId::value).toList(),
                subject.observables(),
                subject.tags(),
                subject.techniques(),
                shown.createdBy(),
                shown.createdAt(),
                shown.updatedAt(),
                shown.version());
    }
}
