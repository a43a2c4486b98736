package io.watchfloor.local;

import java.net.URI;

/**
 * Which loopback ports the stack takes.
 *
 * @param syslog syslog over TCP and over UDP
 * @param kafka Kafka; its controller takes the port after it
 */
public record PortPlan(int search, int detection, int promotion, int cases, int syslog, int kafka, int postgres) {

    /** 8081-8084, syslog 5514, Kafka 9092 and 9093, PostgreSQL 5433. */
    public static PortPlan standard() {
        return new PortPlan(8081, 8082, 8083, 8084, 5514, 9092, 5433);
    }

    /** For a second stack: services at base+1 to base+4, syslog base+14, Kafka base+92 and base+93, PostgreSQL base+33. */
    public static PortPlan from(int base) {
        if (base < 1024 || base > 65_000) {
            throw new LaunchException("A port base is 1024-65000, not " + base + ".");
        }
        return new PortPlan(base + 1, base + 2, base + 3, base + 4, base + 14, base + 92, base + 33);
    }

    /** Ports that were free a moment ago, for tests. */
    public static PortPlan free() {
        return new PortPlan(
                Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.freePair(), Ports.free());
    }

    int kafkaController() {
        return kafka + 1;
    }

    /** Port of a service. */
    public int of(Service service) {
        return switch (service) {
            case SEARCH -> search;
            case DETECTION -> detection;
            case PROMOTION -> promotion;
            case CASES -> cases;
        };
    }

    /** Base URL of a service. */
    public URI url(Service service) {
        return URI.create("http://127.0.0.1:" + of(service));
    }

    /** Refuses ports of the services and of syslog that are in use. */
    void requireFreeForServices() {
        for (Service service : Service.values()) {
            Ports.requireFree(of(service), service.module(), "--port-base (or WATCHFLOOR_PORT_BASE)");
        }
        Ports.requireFree(syslog, "syslog", "--syslog-port");
    }
}
