package io.watchfloor.search.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.watchfloor.attack.mapping.MappingOptions;
import io.watchfloor.search.rerank.FakeModel;
import io.watchfloor.search.rerank.Reranker;
import io.watchfloor.search.rerank.WrittenConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MitreMapServiceTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final MitreMapService.Question QUESTION =
            new MitreMapService.Question("It logs the keystrokes of the user.", List.of(), new MappingOptions(5, 0.3));

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theAnswerSaysWhoseOrderItHas() throws IOException {
        try (FakeModel model = new FakeModel()) {
            MitreMapResult own = map(Optional.empty());
            assertThat(own.reranked()).isFalse();
            assertThat(own.techniques())
                    .extracting(MitreMapResult.Technique::id)
                    .contains("T1056.001");
            String weak = own(MappingOptions.best(15)).techniques().getLast().id();
            FakeModel unused = model.answering(
                    200,
                    "{\"choices\": [{\"message\": {\"content\": " + "\"{\\\"ranked\\\": [{\\\"id\\\": \\\"" + weak
                            + "\\\", \\\"confidence\\\": 0.6}]}\"}}]}");
            MitreMapResult reranked = map(Optional.of(model.url()));
            assertThat(reranked.reranked()).isTrue();
            assertThat(reranked.rerankedBy()).isEqualTo("small");
            assertThat(reranked.techniques().getFirst().id()).isEqualTo(weak);
            assertThat(reranked.techniques().getFirst().confidence()).isEqualTo(0.6);
            assertThat(reranked.techniques())
                    .hasSizeLessThanOrEqualTo(5)
                    .allSatisfy(each -> assertThat(each.confidence()).isBetween(0.3, 0.6));
        }
    }

    @Test
    void anAnswerThatCannotBeUsedLeavesTheOwnOneWithTheReason() throws IOException {
        try (FakeModel model = new FakeModel()) {
            FakeModel unused = model.answering(500, "");
            MitreMapResult kept = map(Optional.of(model.url()));
            assertThat(kept.reranked()).isFalse();
            assertThat(kept.rerankFailure()).isEqualTo("status");
            assertThat(kept.techniques()).isEqualTo(map(Optional.empty()).techniques());
        }
    }

    private static MitreMapResult map(Optional<URI> url) {
        return map(url, QUESTION);
    }

    private static MitreMapResult own(MappingOptions options) {
        return map(
                Optional.empty(), new MitreMapService.Question(QUESTION.description(), QUESTION.indicators(), options));
    }

    private static MitreMapResult map(Optional<URI> url, MitreMapService.Question question) {
        Reranker reranker = new Reranker(
                VERTX,
                new WrittenConfig(url, Optional.of("small"), Optional.empty(), PATIENCE),
                new SimpleMeterRegistry());
        return new MitreMapService(new TechniqueMapping(Optional::empty), reranker)
                .map(question)
                .await()
                .atMost(PATIENCE);
    }
}
