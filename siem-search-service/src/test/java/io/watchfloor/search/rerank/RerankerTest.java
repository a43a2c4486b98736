package io.watchfloor.search.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.mapping.MatchedOn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerankerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GOOD =
            "{\"choices\": [{\"message\": {\"content\": \"{\\\"ranked\\\": [{\\\"id\\\": \\\"T1078\\\", \\\"confidence\\\": 0.7}]}\"}}]}";
    private static final List<MappedTechnique> CANDIDATES = List.of(candidate("T1110", 0.8), candidate("T1078", 0.5));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private FakeModel model;

    @BeforeEach
    void start() throws IOException {
        model = new FakeModel();
    }

    @AfterEach
    void stop() {
        model.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theOrderOfTheModelIsTaken() {
        model.answering(200, GOOD);
        Reranked reranked = rank(reranker(PATIENCE));
        assertThat(reranked.techniques()).extracting(each -> each.id().value()).containsExactly("T1078", "T1110");
        assertThat(reranked.model()).isEqualTo("small");
        assertThat(reranked.failure()).isNull();
        assertThat(count("reranked")).isEqualTo(1);
        FakeModel.Asked asked = model.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.authorization()).isEqualTo("Bearer secret");
        assertThat(asked.body()).contains("someone logged on", "T1110", "\"model\":\"small\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            500 | {} | status
            302 | {} | status
            200 | <html> | invalid_answer
            200 | {"choices": [{"message": {"content": "It is T1078."}}]} | invalid_answer
            200 | {"choices": [{"message": {"content": "{\\"ranked\\": [{\\"id\\": \\"T1003\\", \\"confidence\\": 0.7}]}"}}]} | invalid_answer
            """)
    void whateverElseComesTheOrderIsKeptAndTheReasonTold(int status, String body, String failure) {
        model.answering(status, body);
        Reranker reranker = reranker(PATIENCE);
        for (int i = 1; i <= 2; i++) {
            assertThat(rank(reranker)).isEqualTo(new Reranked(CANDIDATES, null, failure));
            assertThat(count(failure)).isEqualTo(i);
        }
        assertThat(model.asked()).extracting(FakeModel.Asked::path).containsOnly("/v1/chat/completions");
    }

    @Test
    void aHugeAnswerIsNotRead() {
        model.answering(200, GOOD + " ".repeat(5_000_000));
        assertThat(rank(reranker(PATIENCE)).failure()).isEqualTo("too_large");
    }

    @Test
    void aSilentModelIsNotWaitedForAndGivesItsPlaceBack() {
        model.silent();
        Reranker reranker = reranker(Duration.ofSeconds(1));
        assertThat(rank(reranker)).isEqualTo(new Reranked(CANDIDATES, null, "timeout"));
        assertThat(rank(reranker).failure()).isEqualTo("timeout");
        model.answering(200, GOOD);
        Awaitility.await().until(() -> rank(reranker).model() != null);
    }

    @Test
    void whenAllPlacesAreTakenTheOrderIsKept() {
        model.silent();
        Reranker reranker = reranker(PATIENCE);
        CompletableFuture<Reranked> first = asking(reranker).subscribeAsCompletionStage();
        Awaitility.await().until(() -> model.asked().size() == 1);
        assertThat(rank(reranker).failure()).isEqualTo("busy");
        assertThat(first.cancel(true)).isTrue();
        model.answering(200, GOOD);
        assertThat(rank(reranker).model()).isEqualTo("small");
    }

    @Test
    void aModelThatIsGoneChangesNothing() {
        model.close();
        assertThat(rank(reranker(PATIENCE)).failure()).isEqualTo("unreachable");
    }

    @Test
    void withoutAnAddressNothingIsSent() {
        Reranker off = new Reranker(
                VERTX,
                new WrittenConfig(Optional.empty(), Optional.of("small"), Optional.of("secret"), PATIENCE),
                metrics);
        assertThat(off.isOn()).isFalse();
        assertThat(rank(off)).isEqualTo(new Reranked(CANDIDATES, null, null));
        assertThat(model.asked()).isEmpty();
        assertThat(metrics.getMeters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://127.0.0.1/v1, small, , url is no address",
        "/v1, small, , url is no address",
        "https://models.example/v1, , , model is missing",
        "http://models.example/v1, small, secret, api-key"
    })
    void whatIsNotUsableStopsTheStart(URI url, String name, String key, String message) {
        RerankConfig config =
                new WrittenConfig(Optional.of(url), Optional.ofNullable(name), Optional.ofNullable(key), PATIENCE);
        assertThatThrownBy(() -> new Reranker(VERTX, config, metrics))
                .hasMessageStartingWith("Refusing to start: watchfloor.tools.rerank.")
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    private Reranker reranker(Duration timeout) {
        RerankConfig config =
                new WrittenConfig(Optional.of(model.url()), Optional.of("small"), Optional.of("secret"), timeout);
        return new Reranker(VERTX, config, metrics);
    }

    private static Uni<Reranked> asking(Reranker reranker) {
        return reranker.rank("someone logged on", List.of("net use"), CANDIDATES);
    }

    private static Reranked rank(Reranker reranker) {
        return asking(reranker).await().atMost(PATIENCE);
    }

    private double count(String outcome) {
        return metrics.get("watchfloor.tools.rerank.calls")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static MappedTechnique candidate(String id, double confidence) {
        TechniqueId technique = new TechniqueId(id);
        return new MappedTechnique(
                technique, id, List.of(), technique.url(), confidence, List.of(new MatchedOn.Sentence(0, 4)));
    }
}
