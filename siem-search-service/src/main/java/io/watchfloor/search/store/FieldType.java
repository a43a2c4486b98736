package io.watchfloor.search.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.blocks.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the values of a field are. */
public enum FieldType {
    /** Texts that are nothing of the below. */
    @JsonProperty("string")
    STRING,
    @JsonProperty("number")
    NUMBER,
    /** Texts that spell a time. */
    @JsonProperty("time")
    TIME,
    /** Texts that spell an IPv4 address. */
    @JsonProperty("ip")
    IP,
    /** Truth values, or values of several types. */
    @JsonProperty("other")
    OTHER;

    static FieldType of(Kind kind) {
        return switch (kind) {
            case TEXT, DECIMAL, HEX, UUID, ID, LIST -> STRING;
            case LONG -> NUMBER;
            case TIME, LAG -> TIME;
            case IP4 -> IP;
            case VALUE -> OTHER;
        };
    }

    /** By the type of a value alone. */
    static FieldType of(@Nullable Object value) {
        return switch (value) {
            case String _ -> STRING;
            case Number _ -> NUMBER;
            case List<?> list when list.stream().allMatch(String.class::isInstance) -> STRING;
            case null, default -> OTHER;
        };
    }
}
