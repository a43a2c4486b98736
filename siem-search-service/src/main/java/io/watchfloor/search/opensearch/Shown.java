package io.watchfloor.search.opensearch;

import io.watchfloor.query.Address;
import io.watchfloor.query.Evidence;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Fold;
import io.watchfloor.query.Tokens;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event shows ({@link Evidence}), as terms of an index. */
final class Shown {
    private static final int QUAD = 4;

    /** Tokens of strings, and four short numbers in a row joined by dots. */
    final Set<String> words = new LinkedHashSet<>();
    /** Values of keyword fields, with the field. */
    final Set<String> values = new LinkedHashSet<>();
    /** Strings that are IP addresses. */
    final Set<String> addresses = new LinkedHashSet<>();
    /** Numbers of any field but measures. */
    final Set<String> numbers = new LinkedHashSet<>();
    /** Names of fields, also of those that are not searched. */
    final Set<String> fields = new LinkedHashSet<>();

    private Shown() {}

    static Shown by(Map<String, ?> event) {
        Shown shown = new Shown();
        event.forEach(shown::field);
        return shown;
    }

    private void field(String name, @Nullable Object value) {
        fields.add(Terms.cut(name));
        if (Fields.isSearched(name)) {
            value(name, value);
        }
    }

    private void value(String name, @Nullable Object value) {
        switch (value) {
            case String text -> text(name, text);
            case Number number -> number(name, number);
            case Boolean truth -> keyword(name, truth.toString());
            case List<?> several -> several.forEach(each -> value(name, each));
            case null, default -> {}
        }
    }

    private void number(String name, Number number) {
        String canonical = Evidence.Number.of(number).text();
        if (!Fields.isMeasure(name)) {
            numbers.add(canonical);
        }
        values.add(Terms.number(name, canonical));
    }

    private void text(String name, String text) {
        keyword(name, text);
        Address address = Address.parse(text);
        if (address != null) {
            String canonical = canonical(address);
            addresses.add(canonical);
            keyword(name, canonical);
        }
        List<String> tokens = Tokens.of(Fold.folded(text));
        tokens.forEach(token -> words.addAll(Terms.parts(token)));
        for (int from = 0; from + QUAD <= tokens.size(); from++) {
            List<String> four = tokens.subList(from, from + QUAD);
            if (four.stream().allMatch(Shown::isShortNumber)) {
                words.add(quad(four));
            }
        }
    }

    private void keyword(String name, String text) {
        if (!Fields.isText(name)) {
            values.add(Terms.text(name, text));
        }
    }

    static String quad(List<String> tokens) {
        return String.join(".", tokens);
    }

    /** One spelling of each address; IPv4 as such. */
    static String canonical(Address address) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .array();
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private static boolean isShortNumber(String token) {
        return token.length() <= 3 && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
