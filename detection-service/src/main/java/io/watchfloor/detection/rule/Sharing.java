package io.watchfloor.detection.rule;

import io.watchfloor.platform.identity.Roles;
import io.watchfloor.rules.match.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** With whom a rule is shared, as its author wrote it. */
record Sharing(@Nullable SharingMode mode, List<String> roles) {
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

    static Sharing of(RuleSpec spec) {
        return new Sharing(spec.sharingMode(), RuleDefaults.orEmpty(spec.sharedWithRoles()));
    }

    /** What is wrong with it: roles are named exactly where they are asked for, and only roles that people hold. */
    List<RuleError> errors() {
        List<RuleError> errors = new ArrayList<>();
        if (mode == SharingMode.ROLES && roles.isEmpty()) {
            errors.add(new RuleError("/shared_with_roles", "required", "sharing_mode roles needs at least one role"));
        }
        if (mode != SharingMode.ROLES && !roles.isEmpty()) {
            errors.add(new RuleError("/shared_with_roles", "conflict", "roles go with sharing_mode roles only"));
        }
        for (int i = 0; i < roles.size(); i++) {
            if (!KNOWN.contains(roles.get(i))) {
                errors.add(new RuleError(
                        "/shared_with_roles/" + i, "unknown_role", "Known roles: " + String.join(", ", KNOWN)));
            }
        }
        return errors;
    }
}
