package io.watchfloor.cases.timeline;

import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.CaseId;
import java.util.UUID;

/** Whose timeline it is. */
public sealed interface TimelineSubject {
    UUID id();

    /** As stored: {@code alert} or {@code case}. */
    String type();

    /** An alert's timeline. */
    record OfAlert(AlertId alert) implements TimelineSubject {
        @Override
        public UUID id() {
            return alert.value();
        }

        @Override
        public String type() {
            return "alert";
        }
    }

    /** A case's timeline. */
    record OfCase(CaseId caseId) implements TimelineSubject {
        @Override
        public UUID id() {
            return caseId.value();
        }

        @Override
        public String type() {
            return "case";
        }
    }
}
