package io.watchfloor.query;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code field:text} on a keyword field: equal as text, as number of a numeric value, or as IP address. */
final class TermTest implements ValueTest {

    private final String text;
    private final @Nullable Decimal number;
    private final @Nullable Address address;
    private final List<byte[]> literals;

    TermTest(String text) {
        this.text = text;
        this.number = Decimal.parse(text);
        this.address = Address.parse(text);
        this.literals = address == null ? AsciiLiteral.of(Stream.of(text)) : AsciiLiteral.NONE;
    }

    @Override
    public boolean text(String value) {
        return value.equalsIgnoreCase(text) || (address != null && isSameAddress(value, address));
    }

    /** IPv4 itself has one spelling, so of two texts without colons neither needs to be read. */
    private boolean isSameAddress(String value, Address address) {
        return (value.indexOf(':') >= 0 || text.indexOf(':') >= 0) && address.equals(Address.parse(value));
    }

    @Override
    public String only() {
        return address != null && address.isIpv4() ? address.ipv4Text() : text;
    }

    @Override
    public boolean number(Number value) {
        return number != null && number.compare(value) == 0;
    }

    @Override
    public List<byte[]> literals() {
        return literals;
    }
}
