package io.watchfloor.search.tools;

import io.watchfloor.observables.IocOptions;
import io.watchfloor.observables.IocType;
import io.watchfloor.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A text in which to look for indicators. */
@Schema(name = "ExtractIocRequest")
public record ExtractIocRequest(
        @Schema(description = "Raw event data or log text", required = true, maxLength = MOST_TEXT) @Nullable
        String text,

        @Schema(
                description =
                        "What to look for, all if absent: ip, domain, hash, email, url, cve, or a finer type such as ipv6 or sha256",
                minItems = 1,
                maxItems = MOST_TYPES)
        @Nullable
        List<@Nullable String> iocTypes,

        @Schema(
                description = "Whether the hosts of URLs and e-mail addresses are domains of their own as well",
                defaultValue = "false")
        @Nullable
        Boolean includeHosts) {
    static final int MOST_TEXT = 1 << 20;
    static final int MOST_TYPES = 50;
    /** Types and groups of them. */
    private static final List<String> NAMES = Stream.concat(
                    Stream.of("ip", "hash"), Arrays.stream(IocType.values()).map(IocType::wireName))
            .toList();

    String given() {
        if (text == null) {
            throw ProblemException.invalid("/text", "required", "text is required");
        }
        if (text.codePointCount(0, text.length()) > MOST_TEXT) {
            throw ProblemException.invalid(
                    "/text", "too_long", "text is at most " + MOST_TEXT + " characters: send it in parts");
        }
        return text;
    }

    IocOptions options() {
        if (iocTypes == null) {
            return IocOptions.of(List.of(), Boolean.TRUE.equals(includeHosts));
        }
        if (iocTypes.isEmpty() || iocTypes.size() > MOST_TYPES) {
            throw ProblemException.invalid("/ioc_types", "out_of_range", "ioc_types are 1 to " + MOST_TYPES);
        }
        for (int i = 0; i < iocTypes.size(); i++) {
            requireKnown(iocTypes.get(i), "/ioc_types/" + i);
        }
        return IocOptions.of(iocTypes.stream().map(String::valueOf).toList(), Boolean.TRUE.equals(includeHosts));
    }

    private static void requireKnown(@Nullable String type, String pointer) {
        boolean isKnown = type != null && NAMES.contains(type);
        if (!isKnown) {
            throw ProblemException.invalid(
                    pointer, "unknown_type", "An IOC type is one of " + String.join(", ", NAMES));
        }
    }
}
