package io.watchfloor.rules.sigma;

import io.watchfloor.contracts.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a document says about itself. Many parameters: they are the keys that everybody asks for; {@link SigmaDetails} has the rest.
 *
 * @param id as written; of a document without one, a UUID made from its kind, title and name, the same at each reading
 * @param name what correlations may call it
 * @param description empty if there is none
 * @param status one of {@code stable}, {@code test}, {@code experimental}, {@code deprecated}, {@code unsupported}
 * @param tags as written, such as {@code attack.t1059.001}
 */
public record SigmaHeader(
        String id,
        @Nullable String name,
        String title,
        String description,
        @Nullable String status,
        @Nullable Severity level,
        List<String> tags,
        SigmaDetails details) {
    private static final String ATTACK = "attack.";

    public SigmaHeader {
        tags = List.copyOf(tags);
    }

    /** ATT&amp;CK technique ids of the tags, such as {@code T1059.001}. */
    public List<String> techniques() {
        return attack().filter(SigmaHeader::isTechnique)
                .map(tag -> tag.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** ATT&amp;CK tactics of the tags with underscores turned to hyphens, such as {@code lateral-movement}. */
    public List<String> tactics() {
        return attack().filter(SigmaHeader::isTactic)
                .map(tag -> tag.replace('_', '-'))
                .distinct()
                .toList();
    }

    private Stream<String> attack() {
        return tags.stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .filter(tag -> tag.startsWith(ATTACK))
                .map(tag -> tag.substring(ATTACK.length()));
    }

    private static boolean isTechnique(String tag) {
        return hasNumber(tag, 't');
    }

    /** Groups are {@code g0007}, software {@code s0005}; what has no number is a tactic. */
    private static boolean isTactic(String tag) {
        return !tag.isEmpty() && !hasNumber(tag, tag.charAt(0));
    }

    private static boolean hasNumber(String tag, char kind) {
        return tag.length() > 1 && tag.charAt(0) == kind && Character.isDigit(tag.charAt(1));
    }
}
