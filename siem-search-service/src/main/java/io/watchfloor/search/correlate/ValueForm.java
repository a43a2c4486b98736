package io.watchfloor.search.correlate;

import io.watchfloor.query.Query;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How values of a kind are compared, and asked for. */
enum ValueForm {
    /** Letter by letter, but for their case. */
    TEXT,
    /** Addresses of this machine itself are none: every host has them. */
    ADDRESS {
        @Override
        boolean isNothing(String value) {
            return LOCAL.contains(value) || value.startsWith("127.") || super.isNothing(value);
        }
    },
    /** A host is the same by its full name and by the first label of it. */
    HOST {
        @Override
        boolean isNothing(String value) {
            return value.equals("localhost") || super.isNothing(value);
        }

        @Override
        String shortened(String value) {
            int dot = value.indexOf('.');
            return dot <= 0 || isAddress(value) ? value : value.substring(0, dot);
        }

        @Override
        Query asked(String field, String value) {
            Query plain = super.asked(field, value);
            return isAddress(value) ? plain : Query.or(List.of(plain, new Query.Prefix(field, value + '.')));
        }
    };

    private static final int LONGEST = 1_024;
    private static final Set<String> NOTHING = Set.of("-", "?", "*", "n/a", "null", "none", "unknown");
    private static final Set<String> LOCAL = Set.of("0.0.0.0", "::", "::1");

    /** The value as it is compared; null when it says nothing. */
    @Nullable
    String read(String given) {
        String value = given.strip().toLowerCase(Locale.ROOT);
        return isNothing(value) ? null : shortened(value);
    }

    /** What finds events that have a value, and perhaps some others. */
    Query asked(String field, String value) {
        return new Query.Phrase(field, value);
    }

    boolean isNothing(String value) {
        return value.isEmpty() || value.length() > LONGEST || NOTHING.contains(value);
    }

    String shortened(String value) {
        return value;
    }

    private static boolean isAddress(String value) {
        return value.indexOf(':') >= 0 || value.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
