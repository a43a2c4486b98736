package io.watchfloor.platform.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The process's clock and id source; tests replace them. */
@Singleton
public class TimeProducer {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    IdGenerator ids(Clock clock) {
        return new IdGenerator(clock, new SecureRandom());
    }
}
