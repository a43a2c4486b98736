package io.watchfloor.detection.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the stream runs; not alive when it has stopped for good, so that the process is replaced. */
class StreamReadiness {
    private StreamReadiness() {}

    @Readiness
    @ApplicationScoped
    static class Ready implements HealthCheck {
        private final StreamLifecycle stream;

        Ready(StreamLifecycle stream) {
            this.stream = stream;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("stream")
                    .status(stream.isReady())
                    .withData("state", stream.state().name())
                    .build();
        }
    }

    @Liveness
    @ApplicationScoped
    static class Alive implements HealthCheck {
        private final StreamLifecycle stream;

        Alive(StreamLifecycle stream) {
            this.stream = stream;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("stream")
                    .status(stream.state() != KafkaStreams.State.ERROR)
                    .build();
        }
    }
}
