package io.watchfloor.search.tools;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MappedTechniques;
import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.attack.rerank.RerankQuestion;
import io.watchfloor.search.rerank.Reranked;
import io.watchfloor.search.rerank.Reranker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Answers {@code mitre_map}: by the own model, and where one is configured in the order of another. */
@ApplicationScoped
class MitreMapService {
    private final TechniqueMapping mapping;
    private final Reranker reranker;

    MitreMapService(TechniqueMapping mapping, Reranker reranker) {
        this.mapping = mapping;
        this.reranker = reranker;
    }

    /** What is asked, checked. */
    record Question(String description, List<String> indicators, MappingOptions options) {
        Question {
            indicators = List.copyOf(indicators);
        }
    }

    Uni<MitreMapResult> map(Question asked) {
        return Uni.createFrom()
                .item(() -> candidates(asked))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(candidates -> reranker.rank(asked.description(), asked.indicators(), candidates))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ranked -> answer(asked, ranked));
    }

    /** Nothing where nobody is asked to rank it. */
    private List<MappedTechnique> candidates(Question asked) {
        return reranker.isOn()
                ? mapped(asked, MappingOptions.best(RerankQuestion.CANDIDATES)).techniques()
                : List.of();
    }

    private MitreMapResult answer(Question asked, Reranked ranked) {
        MappedTechniques own = mapped(asked, asked.options());
        MappedTechniques mapped = ranked.model() == null ? own : inOrder(asked.options(), own, ranked.techniques());
        return mapping.answer(asked.description(), asked.indicators(), mapped).reranked(ranked);
    }

    /** Those that are confident enough. More than are ranked are never answered then. */
    private static MappedTechniques inOrder(
            MappingOptions options, MappedTechniques own, List<MappedTechnique> ranked) {
        List<MappedTechnique> kept = ranked.stream()
                .filter(each -> each.confidence() >= options.threshold())
                .limit(options.limit())
                .toList();
        return new MappedTechniques(kept, own.unknownIds(), own.attackVersion());
    }

    private MappedTechniques mapped(Question asked, MappingOptions options) {
        return mapping.map(asked.description(), asked.indicators(), options);
    }
}
