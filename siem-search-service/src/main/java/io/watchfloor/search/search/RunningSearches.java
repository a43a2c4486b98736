package io.watchfloor.search.search;

import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.store.StopSignal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The searches that run in this process, by the ids by which they can be cancelled. */
@ApplicationScoped
public class RunningSearches {
    private static final int LONGEST_ID = 64;

    private final ConcurrentMap<Key, Running> running = new ConcurrentHashMap<>();

    private record Key(TenantId tenant, String id) {}

    private record Running(String subject, StopSignal stop) {}

    /** Checks an id that a caller gave. */
    static void check(String id, String at) {
        boolean valid = !id.isEmpty()
                && id.length() <= LONGEST_ID
                && id.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 128 || c == '-' || c == '_');
        if (!valid) {
            throw ProblemException.invalid(
                    at + "search_id",
                    "invalid_value",
                    "search_id has 1 to " + LONGEST_ID + " letters, digits, hyphens and underscores");
        }
    }

    /** Notes a search; refuses an id that is in use with 409. */
    void begin(Caller caller, String id, StopSignal stop) {
        if (running.putIfAbsent(new Key(caller.tenant(), id), new Running(caller.subject(), stop)) != null) {
            throw new ProblemException(SearchProblem.SEARCH_RUNS, "Give another search_id, or cancel the search first");
        }
    }

    void end(Caller caller, String id) {
        running.remove(new Key(caller.tenant(), id));
    }

    /** Cancels the caller's search, or as an administrator anybody's in the tenant; 404 when there is none. */
    void cancel(Caller caller, String id) {
        Running search = running.get(new Key(caller.tenant(), id));
        if (search == null || !(search.subject().equals(caller.subject()) || caller.hasRole(Roles.ADMIN))) {
            throw ProblemException.notFound("running search", id);
        }
        search.stop().cancel();
    }
}
