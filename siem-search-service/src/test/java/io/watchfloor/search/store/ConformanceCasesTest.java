package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.search.store.ConformanceCases.Case;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases ask for something: a query that matches nothing, or everything, would show little. */
class ConformanceCasesTest {
    private final Corpus corpus = Corpus.invented(new TenantId("cases"), 1);

    @Test
    void casesMatchWhatTheySay() {
        List<Case> cases = ConformanceCases.all();
        assertThat(cases).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        assertThat(cases.stream().filter(each -> matches(each) != each.matches()))
                .isEmpty();
    }

    private boolean matches(Case each) {
        CompiledQuery query = CompiledQuery.of(each.query());
        return corpus.events().stream().anyMatch(event -> query.matches(Document.of(event.fields())));
    }
}
