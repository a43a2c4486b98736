package io.watchfloor.search.tools;

import io.watchfloor.observables.AddressFlag;
import io.watchfloor.observables.Ioc;
import io.watchfloor.observables.IocResult;
import io.watchfloor.observables.IocType;
import io.watchfloor.observables.Span;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The indicators of a text.
 *
 * @param iocs each value once, in the order in which they are first in the text
 * @param count how many
 * @param truncated whether there may be more than are answered
 */
@Schema(name = "ExtractIocResult")
public record ExtractIocResult(List<Found> iocs, int count, boolean truncated) {
    public ExtractIocResult {
        iocs = List.copyOf(iocs);
    }

    /**
     * An indicator.
     *
     * @param type such as {@code ipv4}, {@code domain}, {@code sha256}
     * @param group {@code ip} for addresses, {@code hash} for hashes of files, else the type
     * @param value in the normal form of its type
     * @param original as it stands in the text where it is first
     * @param defanged whether it was made harmless there
     * @param occurrences how often it is in the text
     * @param offsets where, from start to before end, in characters of UTF-16; of many the first 100
     * @param flags of an address: private, loopback, …
     */
    @Schema(name = "FoundIoc")
    public record Found(
            String type,
            String group,
            String value,
            String original,
            boolean defanged,
            int occurrences,
            List<Span> offsets,
            List<String> flags) {
        static Found of(Ioc ioc) {
            return new Found(
                    ioc.type().wireName(),
                    group(ioc.type()),
                    ioc.value(),
                    ioc.original(),
                    ioc.defanged(),
                    ioc.count(),
                    ioc.occurrences(),
                    ioc.flags().stream().map(AddressFlag::wireName).sorted().toList());
        }

        private static String group(IocType type) {
            return switch (type) {
                case IPV4, IPV6 -> "ip";
                case MD5, SHA1, SHA256, SHA512 -> "hash";
                default -> type.wireName();
            };
        }
    }

    static ExtractIocResult of(IocResult result) {
        List<Found> iocs = result.found().stream().map(Found::of).toList();
        return new ExtractIocResult(iocs, iocs.size(), result.truncated());
    }
}
