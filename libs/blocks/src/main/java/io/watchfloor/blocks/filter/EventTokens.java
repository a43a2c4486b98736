package io.watchfloor.blocks.filter;

import io.watchfloor.blocks.ValueSink;
import io.watchfloor.query.Address;
import io.watchfloor.query.Evidence;
import io.watchfloor.query.Fields;
import java.util.List;
import java.util.Map;

/**
 * Gives the values of events to a {@link BlockTokens}: of each field its name, and of each value
 *
 * <ul>
 * <li>the words of a text, as the query language splits and folds them;
 * <li>all of a text together, if it is of at most 64 bytes and neither an address nor a single word nor with a word that tells as much
 * (10 bytes or more with a digit);
 * <li>the text of a number, as {@link Evidence.Number} writes it, but not of measures ({@link Fields#isMeasure});
 * <li>of an address itself and its networks: /24, /16 and /8 of IPv4, /64, /48 and /32 of IPv6;
 * <li>of four short numbers in a row, as an address in a message has them, the four together;
 * <li>the 4-grams of the folded UTF-8 of a text, unless it is only of the characters of hexadecimal ids, addresses and numbers.
 * </ul>
 *
 * <p>Given to {@link io.watchfloor.blocks.BlockEncoder#encode(List, ValueSink)} it gets every value while it is encoded.
 *
 * <p>Of fields that free text does not look into ({@link Fields#isSearched}) only the name is kept. A value need be given once per
 * field and block, however often it occurs. One thread at a time.
 */
public final class EventTokens implements ValueSink {

    private static final int IPV4_NETWORKS_FROM = 96;
    private static final int[] IPV4_NETWORKS = {24, 16, 8};
    private static final int[] IPV6_NETWORKS = {128, 64, 48, 32};

    private final BlockTokens into;
    private final TextReader reader;
    private boolean searched = true;
    private boolean measured;

    public EventTokens(BlockTokens into) {
        this.into = into;
        this.reader = new TextReader(into);
    }

    /** Takes all fields of an event: names and values as {@link io.watchfloor.query.Document} has them. */
    public void event(Map<String, ?> fields) {
        fields.forEach(this::fieldWithValue);
    }

    private void fieldWithValue(String name, Object value) {
        field(name);
        value(value);
    }

    @Override
    public void field(String name) {
        into.addToken(TokenHash.field(name));
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            into.addToken(TokenHash.field(name.substring(0, dot) + ".*"));
        }
        searched = Fields.isSearched(name);
        measured = Fields.isMeasure(name);
    }

    /** Takes a value of the field: a text, a number or a list of those. Truth values show nothing. */
    @Override
    public void value(Object value) {
        switch (value) {
            case String text -> text(text);
            case Number number -> number(number);
            case List<?> values -> values.forEach(this::value);
            default -> {}
        }
    }

    /** Takes a text of the field. */
    public void text(String value) {
        if (searched) {
            reader.read(value);
            Address address = reader.mayBeAddress() ? Address.parse(value) : null;
            if (address == null) {
                reader.addWhole();
            } else {
                address(address);
            }
        }
    }

    /** Takes a number of the field. */
    public void number(Number value) {
        if (searched && !measured) {
            into.addToken(TokenHash.word(Evidence.Number.of(value).text()));
        }
    }

    private void address(Address address) {
        if (address.isIpv4()) {
            into.addToken(TokenHash.dotted(Dotted.ofAddress(address.low())));
            for (int bits : IPV4_NETWORKS) {
                into.addToken(TokenHash.network(address.high(), address.low(), IPV4_NETWORKS_FROM + bits));
            }
        } else {
            for (int bits : IPV6_NETWORKS) {
                into.addToken(TokenHash.network(address.high(), address.low(), bits));
            }
        }
    }
}
