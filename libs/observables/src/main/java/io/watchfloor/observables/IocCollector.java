package io.watchfloor.observables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what a scan finds by distinct value, with the places in the original text. */
final class IocCollector implements Sightings {
    private final String original;
    private final RefangedText refanged;
    private final IocOptions options;
    private final Map<Key, Seen> found = new LinkedHashMap<>();
    private boolean full;

    IocCollector(String original, RefangedText refanged, IocOptions options) {
        this.original = original;
        this.refanged = refanged;
        this.options = options;
    }

    private record Key(IocType type, String value) {}

    /** The occurrences of one value so far. */
    private static final class Seen {
        private final List<Span> spans = new ArrayList<>(1);
        private final boolean defanged;
        private int count;

        Seen(boolean defanged) {
            this.defanged = defanged;
        }

        void add(Span span) {
            count++;
            if (spans.size() < IocExtractor.MAX_OCCURRENCES) {
                spans.add(span);
            }
        }

        Span first() {
            return spans.getFirst();
        }
    }

    @Override
    public boolean hasRoom() {
        return !full;
    }

    @Override
    public boolean wantsHostsOf(IocType type) {
        return options.hostsOf(type);
    }

    @Override
    public boolean isDefanged(Place place) {
        return refanged.isDefanged(place.start(), place.end());
    }

    @Override
    public void add(IocType type, String value, Place place) {
        if (!options.types().contains(type)) {
            return;
        }
        Key key = new Key(type, value);
        Seen seen = found.get(key);
        if (seen == null) {
            if (found.size() == IocExtractor.MAX_FOUND) {
                full = true;
                return;
            }
            seen = new Seen(place.renamed() || isDefanged(place));
            found.put(key, seen);
        }
        seen.add(new Span(refanged.originalStart(place.start()), refanged.originalEnd(place.end())));
    }

    IocResult result(boolean cut) {
        List<Ioc> iocs = new ArrayList<>(found.size());
        found.forEach((key, seen) -> iocs.add(ioc(key, seen)));
        iocs.sort(Comparator.comparingInt(ioc -> ioc.occurrences().getFirst().start()));
        return new IocResult(iocs, cut || full);
    }

    private Ioc ioc(Key key, Seen seen) {
        String first = original.substring(seen.first().start(), seen.first().end());
        return new Ioc(key.type(), key.value(), first, seen.defanged, seen.count, seen.spans, flags(key));
    }

    private static Set<AddressFlag> flags(Key key) {
        return switch (key.type()) {
            case IPV4, IPV6 -> AddressFlag.of(key.value());
            case CIDR -> AddressFlag.of(key.value().substring(0, key.value().indexOf('/')));
            default -> Set.of();
        };
    }
}
