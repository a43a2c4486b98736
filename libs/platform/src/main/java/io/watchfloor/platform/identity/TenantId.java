package io.watchfloor.platform.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A tenant's slug: 1 to 63 of {@code a-z 0-9 -}. */
public record TenantId(@JsonValue String value) {
    @JsonCreator
    public TenantId {
        if (value.isEmpty() || value.length() > 63 || !value.chars().allMatch(TenantId::allowed)) {
            throw new IllegalArgumentException("a tenant is 1 to 63 characters of a-z, 0-9 and -");
        }
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
