package io.watchfloor.observables;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The observables of one extraction: unique, in order of first appearance, bounded. */
final class Findings {
    private final int limit;
    private final Set<Observable> found = new LinkedHashSet<>();

    Findings(int limit) {
        this.limit = limit;
    }

    boolean hasRoom() {
        return found.size() < limit;
    }

    void add(ObservableType type, String value) {
        if (hasRoom()) {
            found.add(new Observable(type, value));
        }
    }

    void addAddress(IpAddress address) {
        if (!address.isMeaningless()) {
            add(ObservableType.IP, address.canonical());
        }
    }

    /** The name in a URL is no domain of its own, the address in a URL is. */
    void addUrl(UrlParts url) {
        add(ObservableType.URL, url.canonical());
        IpAddress address = url.address();
        if (address != null) {
            addAddress(address);
        }
    }

    /** A name already known as a host of the event is not repeated as a domain. */
    void addDomain(String name) {
        if (!found.contains(new Observable(ObservableType.HOST, name))) {
            add(ObservableType.DOMAIN, name);
        }
    }

    List<Observable> inOrder() {
        return List.copyOf(found);
    }
}
