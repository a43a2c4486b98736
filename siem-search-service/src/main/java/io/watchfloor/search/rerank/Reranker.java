package io.watchfloor.search.rerank;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.watchfloor.attack.mapping.MappedTechnique;
import io.watchfloor.attack.rerank.RerankAnswer;
import io.watchfloor.attack.rerank.RerankException;
import io.watchfloor.attack.rerank.RerankQuestion;
import io.watchfloor.search.rerank.RerankFailure.EndpointException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Has candidates ranked by the configured model, and keeps their order whenever that does not work. */
@ApplicationScoped
public class Reranker {
    private static final Logger LOG = Logger.getLogger(Reranker.class);
    private static final String CALLS = "watchfloor.tools.rerank.calls";

    private final Optional<ChatEndpoint> endpoint;
    private final Duration timeout;
    private final Semaphore places;
    private final MeterRegistry metrics;

    /** @throws IllegalStateException when the configuration is not usable */
    public Reranker(Vertx vertx, RerankConfig config, MeterRegistry metrics) {
        this.endpoint = ChatEndpoint.configured(vertx, config);
        this.timeout = config.timeout();
        this.places = new Semaphore(config.concurrent());
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        endpoint.ifPresent(
                asked -> LOG.infof("Techniques are ranked again model=%s host=%s", asked.model(), asked.host()));
    }

    /** Whether a model is configured; without one nothing is ever sent. */
    public boolean isOn() {
        return endpoint.isPresent();
    }

    /** The candidates in the order of the model, or as they are; never fails. */
    public Uni<Reranked> rank(String description, List<String> indicators, List<MappedTechnique> candidates) {
        if (endpoint.isEmpty() || candidates.isEmpty()) {
            return Uni.createFrom().item(Reranked.not(candidates));
        }
        ChatEndpoint asked = endpoint.get();
        String question = new RerankQuestion(description, indicators, candidates).body(asked.model());
        return atAPlace(asked.ask(question))
                .map(answer -> new Reranked(RerankAnswer.read(answer, candidates), asked.model(), null))
                .invoke(() -> count("reranked"))
                .onFailure()
                .recoverWithItem(e -> kept(candidates, failure(e)));
    }

    private Uni<String> atAPlace(Uni<String> call) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                return Uni.createFrom().failure(new EndpointException(RerankFailure.BUSY));
            }
            return call.ifNoItem().after(timeout).fail().onTermination().invoke(() -> places.release());
        });
    }

    private Reranked kept(List<MappedTechnique> candidates, RerankFailure failure) {
        count(failure.wireName());
        return new Reranked(candidates, null, failure.wireName());
    }

    private static RerankFailure failure(Throwable e) {
        return switch (e) {
            case EndpointException told -> told.failure();
            case TimeoutException late -> RerankFailure.TIMEOUT;
            case RerankException refused -> RerankFailure.INVALID_ANSWER;
            default -> RerankFailure.UNREACHABLE;
        };
    }

    private void count(String outcome) {
        metrics.counter(CALLS, "outcome", outcome).increment();
    }
}
