package io.watchfloor.observables;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds observables in events and in free text. Results are unique, in normal form, in order of first appearance, and
 * the same for the same input. Work is linear and bounded: at most {@link #MAX_TEXT} characters are scanned in one call
 * and at most {@link #MAX_OBSERVABLES} observables come back; what lies beyond is left out. Loopback and unspecified
 * addresses are never observables.
 */
public final class ObservableExtractor {
    /** Characters of text scanned in one call. */
    public static final int MAX_TEXT = 1 << 20;

    /** Observables of one call. */
    public static final int MAX_OBSERVABLES = 500;

    private static final List<String> TEXTS = List.of("message", "event.original");

    /**
     * The observables in a text: addresses, domains, URLs, e-mail addresses, hashes and CVE ids, also defanged ones. The
     * name in a URL or an e-mail address is not repeated as a domain; the address in a URL is an observable too.
     */
    public List<Observable> fromText(String text) {
        Findings findings = new Findings(MAX_OBSERVABLES);
        scan(IocExtractor.within(text, MAX_TEXT), findings);
        return findings.inOrder();
    }

    /**
     * The observables of an event: of its structured fields in a fixed order, then of the texts
     * {@code message} and {@code event.original}.
     *
     * @param fields an event with flat ECS names; values are strings, numbers, booleans or collections of them
     */
    public List<Observable> fromEvent(Map<String, ? extends @Nullable Object> fields) {
        Findings findings = new Findings(MAX_OBSERVABLES);
        new EventFields(fields, findings).read();
        int budget = MAX_TEXT;
        for (String field : TEXTS) {
            if (fields.get(field) instanceof String text) {
                String scanned = IocExtractor.within(text, budget);
                scan(scanned, findings);
                budget -= scanned.length();
            }
        }
        return findings.inOrder();
    }

    private static void scan(String text, Findings findings) {
        RefangedText refanged = TextRefanger.read(text);
        new TextScanner(refanged.text(), new ObservableSightings(refanged, findings)).scan();
    }
}
