package io.watchfloor.query;

import java.util.Set;

/** What the query language knows about fields by their names alone. */
public final class Fields {

    private static final Set<String> TEXT = Set.of(
            "message", "event.original", "error.message", "user_agent.original", "url.original", "rule.description");
    /** Bookkeeping and times: a bare {@code 22} is a port or an id, not a minute. */
    private static final Set<String> NOT_SEARCHED =
            Set.of("watchfloor.tenant", "watchfloor.sequence", "@timestamp", "event.created", "event.ingested");

    /** Where an event is in the topic of all tenants. */
    private static final String PLACE = "watchfloor.sequence";

    private Fields() {}

    /**
     * Whether {@code field} holds prose or command lines, in which clauses also match tokens: {@code message},
     * {@code event.original}, {@code error.message}, {@code user_agent.original}, {@code url.original}, {@code rule.description},
     * {@code *.command_line} and {@code *.text}. All others are keywords: clauses match the whole value.
     */
    public static boolean isText(String field) {
        return field.endsWith(".command_line") || field.endsWith(".text") || TEXT.contains(field);
    }

    /** Whether clauses that name no field look into {@code field}: all but the platform's bookkeeping and times. */
    public static boolean isSearched(String field) {
        return !NOT_SEARCHED.contains(field);
    }

    /** As {@link #isSearched}; a family is when all its members are. */
    static boolean isSearchedThroughout(String field) {
        String beginning = field.substring(0, field.length() - 1);
        return isFamily(field)
                ? NOT_SEARCHED.stream().noneMatch(name -> name.startsWith(beginning))
                : isSearched(field);
    }

    /**
     * Whether {@code field} is of the family whose members begin with {@code beginning}, its name without the star. An event's place in the
     * topic of all tenants is of none: only its own name finds it.
     */
    public static boolean isMember(String field, String beginning) {
        return field.startsWith(beginning) && !field.equals(PLACE);
    }

    /**
     * Whether numbers of {@code field} are amounts, hardly ever asked for by value: {@code *.bytes}, {@code *.packets},
     * {@code *.duration}, {@code *.offset}.
     */
    public static boolean isMeasure(String field) {
        return field.endsWith(".bytes")
                || field.endsWith(".packets")
                || field.endsWith(".duration")
                || field.endsWith(".offset");
    }

    /** Whether {@code field} stands for all fields with a common beginning, as {@code file.hash.*} does. */
    public static boolean isFamily(String field) {
        return field.endsWith(".*") && field.indexOf('*') == field.length() - 1 && field.length() > 2;
    }
}
