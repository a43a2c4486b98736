package io.watchfloor.blocks.filter;

import io.watchfloor.query.Address;
import io.watchfloor.query.Evidence;
import io.watchfloor.query.Network;
import io.watchfloor.query.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** Turns {@link Evidence} into hashes: each clause holds for every block with an event that shows the evidence. */
final class EvidenceReader {

    private static final int[] IPV4_KEPT = {128, 120, 112, 104};
    private static final int[] IPV6_KEPT = {128, 64, 48, 32};
    private static final int[] WEIGHTS = {60, 40, 25, 10};
    /** A network up to this many bits larger than networks that are kept is asked for as those. */
    private static final int SPLIT = 2;

    private static final int GRAM = 4;
    private static final int LONG_WORD = 20;

    private EvidenceReader() {}

    static Clause read(Evidence evidence) {
        return switch (evidence) {
            case Evidence.All(var parts) -> Clause.all(read(parts));
            case Evidence.Any(var parts) -> Clause.any(read(parts));
            case Evidence.Unknown() -> Clause.ANYTHING;
            case Evidence.Word(var token) -> word(token);
            case Evidence.Number(var text) -> word(text);
            case Evidence.Quad(var tokens) -> new Clause.Token(Dotted.hash(tokens), WEIGHTS[0]);
            case Evidence.Whole(var text) -> whole(text);
            case Evidence.Literal(var _, var text) -> grams(text);
            case Evidence.Address(var _, var network) -> network(network);
            case Evidence.Exists(var names) ->
                Clause.any(names.stream().map(EvidenceReader::field).toList());
        };
    }

    /** A loop, since a stream takes too much of the stack for trees of 1,000 levels. */
    private static List<Clause> read(List<Evidence> parts) {
        List<Clause> clauses = new ArrayList<>(parts.size());
        for (Evidence part : parts) {
            clauses.add(read(part));
        }
        return clauses;
    }

    private static Clause word(String folded) {
        boolean digits = folded.chars().anyMatch(c -> c >= '0' && c <= '9');
        int weight = 2 * Math.min(LONG_WORD, folded.length()) + (digits && folded.length() > 2 ? 10 : 0);
        return new Clause.Token(TokenHash.word(folded), weight);
    }

    private static Clause whole(String folded) {
        OptionalLong hash = TextReader.whole(folded);
        return hash.isPresent()
                ? new Clause.Token(hash.getAsLong(), 2 * Math.min(LONG_WORD, folded.length()))
                : Clause.ANYTHING;
    }

    private static Clause field(String name) {
        return name.equals(Query.ANY_FIELD) ? Clause.ANYTHING : new Clause.Token(TokenHash.field(name), 1);
    }

    private static Clause grams(String folded) {
        if (TextReader.isFixed(folded)) {
            return Clause.ANYTHING;
        }
        byte[] bytes = folded.getBytes(StandardCharsets.UTF_8);
        Set<Integer> hashes = new LinkedHashSet<>();
        int gram = 0;
        for (int i = 0; i < bytes.length; i++) {
            gram = gram << 8 | (bytes[i] & 0xFF);
            if (i >= GRAM - 1) {
                hashes.add(TokenHash.gram(gram));
            }
        }
        return hashes.isEmpty() ? Clause.ANYTHING : new Clause.Grams(new ArrayList<>(hashes));
    }

    /** Few networks that are kept and make up {@code network}, else one that holds it. */
    private static Clause network(Network network) {
        int[] kept = network.isIpv4() ? IPV4_KEPT : IPV6_KEPT;
        for (int i = kept.length - 1; i >= 0; i--) {
            if (kept[i] >= network.bits() && kept[i] - network.bits() <= SPLIT) {
                return split(network, kept[i], WEIGHTS[i]);
            }
        }
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] <= network.bits()) {
                return network(network.base(), kept[i], WEIGHTS[i]);
            }
        }
        return Clause.ANYTHING;
    }

    private static Clause split(Network network, int bits, int weight) {
        return Clause.any(LongStream.range(0, 1L << (bits - network.bits()))
                .mapToObj(i -> network(part(network.base(), i, bits), bits, weight))
                .toList());
    }

    /** The {@code i}th network of {@code bits} from {@code base} on. */
    private static Address part(Address base, long i, int bits) {
        return bits > 64
                ? new Address(base.high(), base.low() | i << (128 - bits))
                : new Address(base.high() | i << (64 - bits), base.low());
    }

    private static Clause network(Address base, int bits, int weight) {
        return base.isIpv4() && bits == 128
                ? new Clause.Token(TokenHash.dotted(Dotted.ofAddress(base.low())), weight)
                : new Clause.Token(TokenHash.network(base.high(), base.low(), bits), weight);
    }
}
