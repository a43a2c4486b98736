package io.watchfloor.observables;

import com.google.common.base.Splitter;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ECS fields whose values are observables by their meaning. A value that is not of its field's kind is left
 * out.
 */
final class EventFields {
    private static final int LONGEST_VALUE = 2048;
    private static final String NOTHING = "-";

    /** What a field holds. */
    private enum Kind {
        ADDRESS,
        USER,
        HOST,
        URL,
        NAME,
        HASH,
        EMAIL,
        CVE
    }

    private record Field(String name, Kind kind) {}

    /** In the order in which observables come out. */
    private static final List<Field> FIELDS = Stream.of(
                    fields(Kind.ADDRESS, "source.ip source.nat.ip client.ip"),
                    fields(Kind.ADDRESS, "destination.ip destination.nat.ip server.ip"),
                    fields(Kind.USER, "user.name user.effective.name user.target.name"),
                    fields(Kind.USER, "source.user.name destination.user.name"),
                    fields(Kind.HOST, "host.name"),
                    fields(Kind.ADDRESS, "host.ip dns.resolved_ip"),
                    fields(Kind.URL, "url.full url.original http.request.referrer"),
                    fields(Kind.NAME, "url.domain dns.question.name tls.client.server_name"),
                    fields(Kind.NAME, "source.domain destination.domain"),
                    fields(Kind.HASH, "file.hash.md5 file.hash.sha1 file.hash.sha256"),
                    fields(Kind.HASH, "process.hash.md5 process.hash.sha1 process.hash.sha256"),
                    fields(Kind.HASH, "dll.hash.md5 dll.hash.sha1 dll.hash.sha256"),
                    fields(Kind.EMAIL, "user.email email.from.address email.sender.address email.reply_to.address"),
                    fields(Kind.EMAIL, "email.to.address email.cc.address email.bcc.address"),
                    fields(Kind.CVE, "vulnerability.id"))
            .flatMap(List::stream)
            .toList();

    private final Map<String, ? extends @Nullable Object> event;
    private final Findings findings;
    private final Set<String> urlHosts = new HashSet<>();

    EventFields(Map<String, ? extends @Nullable Object> event, Findings findings) {
        this.event = event;
        this.findings = findings;
    }

    void read() {
        for (Field field : FIELDS) {
            values(event.get(field.name()))
                    .map(value -> value.toString().strip())
                    .filter(EventFields::saysSomething)
                    .takeWhile(value -> findings.hasRoom())
                    .forEach(value -> accept(field.kind(), value));
        }
    }

    private void accept(Kind kind, String value) {
        switch (kind) {
            case ADDRESS -> address(value);
            case USER -> findings.add(ObservableType.USER, value);
            case HOST -> host(value);
            case URL -> url(value);
            case NAME -> name(value);
            case HASH -> hash(value);
            case EMAIL -> email(value);
            case CVE -> cve(value);
        }
    }

    /** Whether the value is an address, reported or not. */
    @CanIgnoreReturnValue
    private boolean address(String value) {
        IpAddress address = IpAddress.parse(value);
        if (address != null) {
            findings.addAddress(address);
        }
        return address != null;
    }

    private void host(String value) {
        if (!address(value) && !Normaliser.host(value).isEmpty()) {
            findings.add(ObservableType.HOST, value);
        }
    }

    private void url(String value) {
        UrlParts parts = UrlParts.of(value);
        if (parts != null) {
            urlHosts.add(parts.host());
            findings.addUrl(parts);
        }
    }

    /** The name of a URL is in the URL already. */
    private void name(String value) {
        String name = Normaliser.domain(value);
        if (!address(value) && DomainNames.isName(name) && !urlHosts.contains(name)) {
            findings.addDomain(name);
        }
    }

    private void hash(String value) {
        ObservableType type = Tokens.hashType(value);
        if (type != null) {
            findings.add(type, value);
        }
    }

    private void email(String value) {
        int at = value.lastIndexOf('@');
        if (at > 0 && DomainNames.isName(Normaliser.domain(value.substring(at + 1)))) {
            findings.add(ObservableType.EMAIL, value);
        }
    }

    private void cve(String value) {
        if (Tokens.cveEnd(value, 0) == value.length()) {
            findings.add(ObservableType.CVE, value);
        }
    }

    private static boolean saysSomething(String value) {
        return !value.isEmpty() && !value.equals(NOTHING) && value.length() <= LONGEST_VALUE;
    }

    private static Stream<?> values(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Collection<?> many -> many.stream().filter(one -> one != null);
            default -> Stream.of(value);
        };
    }

    private static List<Field> fields(Kind kind, String names) {
        return Splitter.on(' ')
                .splitToStream(names)
                .map(name -> new Field(name, kind))
                .toList();
    }
}
