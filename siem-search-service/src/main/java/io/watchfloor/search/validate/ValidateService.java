package io.watchfloor.search.validate;

import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.search.EventSelection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Says of a search what can be said without running it. */
@ApplicationScoped
public class ValidateService {
    private final SourceConfig sources;
    private final Clock clock;

    ValidateService(SourceConfig sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** A query that would be refused is an answer here; a request that lacks something is refused as elsewhere. */
    Validation validate(Caller caller, ValidateRequest request) {
        Instant now = clock.instant();
        try {
            EventSelection selection = EventSelection.of(request, FieldRights.of(caller), "/", sources.known(), now);
            return new Validation(true, List.of(), null, QueryExplainer.explain(selection, now));
        } catch (ProblemException e) {
            if (e.extensions().get("position") instanceof Integer position) {
                return new Validation(false, e.errors(), position, null);
            }
            throw e;
        }
    }
}
