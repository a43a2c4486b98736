package io.watchfloor.search.hunt;

import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** With whom a hunt is shared. Without a word it is its owner's alone. */
record Sharing(SharingMode mode, List<String> roles) {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            Roles.VIEWER,
            Roles.ANALYST,
            Roles.HUNTER,
            Roles.DETECTION_ENGINEER,
            Roles.RESPONDER,
            Roles.APPROVER,
            Roles.ADMIN));

    Sharing {
        roles = List.copyOf(roles);
    }

    static Sharing of(@Nullable SharingMode mode, @Nullable List<String> roles) {
        return new Sharing(mode == null ? SharingMode.PRIVATE : mode, roles == null ? List.of() : roles);
    }

    /** What is wrong with it: roles are named exactly where they are asked for, and only roles that people hold. */
    List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        if (mode == SharingMode.ROLES && roles.isEmpty()) {
            errors.add(new FieldError("/shared_with_roles", "required", "sharing_mode roles needs at least one role"));
        }
        if (mode != SharingMode.ROLES && !roles.isEmpty()) {
            errors.add(new FieldError("/shared_with_roles", "conflict", "roles go with sharing_mode roles only"));
        }
        for (int i = 0; i < roles.size(); i++) {
            if (!KNOWN.contains(roles.get(i))) {
                errors.add(new FieldError(
                        "/shared_with_roles/" + i, "unknown_role", "Known roles: " + String.join(", ", KNOWN)));
            }
        }
        return errors;
    }

    /** As an audit record tells it: the mode, and the roles if it has any. */
    @Override
    public String toString() {
        return roles.isEmpty() ? mode.wireName() : mode.wireName() + ":" + String.join(",", roles);
    }
}
