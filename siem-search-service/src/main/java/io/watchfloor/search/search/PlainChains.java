package io.watchfloor.search.search;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Makes reactive chains of this service carry nothing but their items. By default each step of a chain saves, sets and restores what belongs to
 * the request, which costs a search of many short steps a quarter of its time; here who asks is read where a request arrives, and is a parameter
 * from there on.
 */
@ApplicationScoped
class PlainChains {
    void forget(@Observes @Priority(1) StartupEvent event) {
        Infrastructure.clearInterceptors();
    }
}
