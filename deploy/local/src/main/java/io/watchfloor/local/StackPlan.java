package io.watchfloor.local;

import java.util.function.Consumer;

/** How the parts of a stack are to be run: its configuration made concrete for each of them. */
record StackPlan(Stack.Config config, StackDirectory directory) {

    /** Refuses missing packages and busy ports before anything is started. */
    void requirePossible() {
        for (Service service : Service.values()) {
            ServiceProcess.requireBuilt(service, service.application(config.servicesDirectory()));
        }
        config.ports().requireFreeForServices();
    }

    EmbeddedDatabase startDatabase(Consumer<String> notices) {
        return EmbeddedDatabase.start(
                new EmbeddedDatabase.Config(directory.postgres(), config.ports().postgres(), true), notices);
    }

    EmbeddedBroker startBroker(Consumer<String> notices) {
        PortPlan ports = config.ports();
        return EmbeddedBroker.start(
                new EmbeddedBroker.Config(directory.kafka(), ports.kafka(), ports.kafkaController()), notices);
    }

    ServiceProcess.Spec service(Service service, ServiceDatabase database, LocalIdentity identity) {
        return new ServiceProcess.Spec(
                service,
                service.application(config.servicesDirectory()),
                config.ports().url(service),
                new ServiceEnvironment(config, directory, identity).of(service, database),
                directory.log(service),
                directory.pidFile(service));
    }
}
