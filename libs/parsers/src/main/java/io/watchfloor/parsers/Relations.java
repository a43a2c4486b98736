package io.watchfloor.parsers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code related.ip}, {@code related.user}, {@code related.hash} and {@code related.hosts} from every field of that
 * kind: the keys that tie events of all sources together. Hosts are in lower case, with and without their domain.
 */
final class Relations {
    private static final List<String> ADDRESSES = List.of(
            "source.ip",
            "destination.ip",
            "client.ip",
            "server.ip",
            "host.ip",
            "source.nat.ip",
            "destination.nat.ip",
            "network.forwarded_ip",
            "dns.resolved_ip");
    private static final List<String> USERS = List.of(
            "user.name",
            "user.email",
            "user.effective.name",
            "user.target.name",
            "user.target.email",
            "user.changes.name",
            "source.user.name",
            "source.user.email",
            "destination.user.name",
            "client.user.name",
            "server.user.name");
    private static final List<String> HASHES = hashes("file", "process", "process.parent", "dll");
    private static final List<String> HOSTS = List.of(
            "host.name",
            "host.hostname",
            "source.domain",
            "destination.domain",
            "url.domain",
            "tls.client.server_name",
            "dns.question.name");

    private Relations() {}

    static void fill(EventFields event) {
        Set<Object> addresses = start(event, "related.ip");
        for (String field : ADDRESSES) {
            each(event.value(field), value -> {
                if (!Addresses.isLoopback(value)) {
                    addresses.add(value);
                }
            });
        }
        event.add("related.ip", List.copyOf(addresses));
        collect(event, USERS, "related.user");
        collect(event, HASHES, "related.hash");
        Set<Object> hosts = start(event, "related.hosts");
        for (String field : HOSTS) {
            each(event.value(field), value -> hosts.add(value.toLowerCase(Locale.ROOT)));
        }
        event.add("related.hosts", List.copyOf(hosts));
    }

    private static void collect(EventFields event, List<String> from, String to) {
        Set<Object> values = start(event, to);
        for (String field : from) {
            each(event.value(field), values::add);
        }
        event.add(to, List.copyOf(values));
    }

    private static Set<Object> start(EventFields event, String field) {
        Set<Object> values = new LinkedHashSet<>();
        each(event.value(field), values::add);
        return values;
    }

    private static void each(@Nullable Object value, java.util.function.Consumer<String> action) {
        if (value instanceof List<?> values) {
            values.forEach(each -> action.accept(each.toString()));
        } else if (value != null) {
            action.accept(value.toString());
        }
    }

    private static List<String> hashes(String... prefixes) {
        return java.util.Arrays.stream(prefixes)
                .flatMap(prefix -> java.util.stream.Stream.of("md5", "sha1", "sha256", "sha512")
                        .map(algorithm -> prefix + ".hash." + algorithm))
                .toList();
    }
}
