package io.watchfloor.search.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.job.JobRepository.Draft;
import io.watchfloor.search.job.JobRepository.Keyed;
import io.watchfloor.search.job.JobRepository.Room;
import io.watchfloor.search.search.FoundEvent;
import io.watchfloor.search.search.SearchSteps;
import io.watchfloor.search.search.SearchSteps.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Search jobs as their owners use them; nobody else sees them. */
@ApplicationScoped
public class JobService {
    private static final int SHOWN = 10;
    private static final String RETRY_SECONDS = "10";

    private final TenantDatabase database;
    private final JobRepository jobs;
    private final JobPages pages;
    private final RunningJobs running;
    private final SearchSteps search;
    private final CursorCodec cursors;
    private final JobConfig config;
    private final IdGenerator ids;

    // A job is checked, stored, shown in pages and stopped: each collaborator is one of those.
    JobService(
            TenantDatabase database,
            JobRepository jobs,
            JobPages pages,
            RunningJobs running,
            SearchSteps search,
            CursorCodec cursors,
            JobConfig config,
            IdGenerator ids) {
        this.database = database;
        this.jobs = jobs;
        this.pages = pages;
        this.running = running;
        this.search = search;
        this.cursors = cursors;
        this.config = config;
        this.ids = ids;
    }

    /** A job, and whether the same request had made it before. */
    record Made(Job job, boolean replayed) {}

    /** A job and the events of it that are shown. */
    record Shown(Job job, List<FoundEvent> events) {
        JobView view() {
            return JobView.of(job, events);
        }
    }

    /** Makes a job that searches what is stored now. The same request again under one key makes no second one. */
    Uni<Made> create(Caller caller, JobRequest request, @Nullable String key) {
        byte[] json = ContractJson.write(request);
        return search.begin(caller, request.search(), "/")
                .map(position -> draft(json, key, position))
                .chain(draft -> database.inTenant(caller.tenant(), connection -> store(connection, caller, draft)));
    }

    private Draft draft(byte[] json, @Nullable String key, Position position) {
        return new Draft(
                ids.next(), new String(json, StandardCharsets.UTF_8), key, hash(json), position, config.keep());
    }

    private static String hash(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Uni<Made> store(SqlConnection connection, Caller caller, Draft draft) {
        return jobs.alone(connection)
                .chain(() -> madeBefore(connection, caller, draft))
                .chain(made -> made.isPresent()
                        ? Uni.createFrom().item(new Made(same(made.get(), draft), true))
                        : insert(connection, caller, draft));
    }

    private Uni<Optional<Keyed>> madeBefore(SqlConnection connection, Caller caller, Draft draft) {
        return draft.key() == null
                ? Uni.createFrom().item(Optional.empty())
                : jobs.ofKey(connection, caller, draft.key());
    }

    private static Job same(Keyed made, Draft draft) {
        if (!made.hash().equals(draft.hash())) {
            String message = "The key was used before with another body; use a new key for a new request";
            throw new ProblemException(JobProblem.IDEMPOTENCY_KEY_REUSED, message)
                    .at("Idempotency-Key", "reused", message);
        }
        return made.job();
    }

    private Uni<Made> insert(SqlConnection connection, Caller caller, Draft draft) {
        return jobs.room(connection, caller)
                .invoke(this::requireRoom)
                .chain(() -> jobs.insert(connection, caller, draft))
                .map(job -> new Made(job, false));
    }

    private void requireRoom(Room room) {
        if (room.ofUser() >= config.activeOfUser()) {
            throw full("You have " + room.ofUser() + " jobs that wait or run: cancel one or wait for its end");
        }
        if (room.ofTenant() >= config.activeOfTenant()) {
            throw full("The tenant has " + room.ofTenant() + " jobs that wait or run: wait for the end of one");
        }
        if (room.kept() >= config.keptOfUser()) {
            throw full("You have " + room.kept() + " jobs: delete some that ended");
        }
    }

    private static ProblemException full(String message) {
        return new ProblemException(JobProblem.TOO_MANY_JOBS, message).header("Retry-After", RETRY_SECONDS);
    }

    /** The caller's job with the first events that it found. */
    Uni<Shown> get(Caller caller, String id) {
        return results(caller, id, 0, SHOWN);
    }

    /** The caller's jobs, newest first. */
    Uni<Page<Job>> list(Caller caller, int limit, @Nullable String cursor) {
        String scope = "search jobs of " + caller.subject();
        UUID after = cursor == null
                ? null
                : UUID.fromString(cursors.decode(caller.tenant(), scope, cursor).getFirst());
        return database.inTenant(caller.tenant(), connection -> jobs.list(connection, caller, after, limit + 1))
                .map(read -> cursors.page(
                        caller.tenant(),
                        scope,
                        read,
                        limit,
                        job -> List.of(job.id().toString())));
    }

    /** A page of what the caller's job has found so far. */
    Uni<JobResults> results(Caller caller, String id, int limit, @Nullable String cursor) {
        String scope = "results of search job " + id;
        int from = cursor == null
                ? 0
                : Integer.parseInt(
                        cursors.decode(caller.tenant(), scope, cursor).getFirst());
        return results(caller, id, from, limit).map(shown -> {
            int next = from + shown.events().size();
            boolean more =
                    next < shown.job().counts().kept() || shown.job().state().isActive();
            String behind = more ? cursors.encode(caller.tenant(), scope, List.of(Integer.toString(next))) : null;
            return new JobResults(shown.events(), behind, shown.job().state());
        });
    }

    private Uni<Shown> results(Caller caller, String id, int from, int limit) {
        UUID uuid = parse(id);
        return database.inTenant(
                caller.tenant(),
                connection -> jobs.find(connection, caller, uuid)
                        .map(found -> found.orElseThrow(() -> notFound(id)))
                        .chain(job -> pages.read(connection, uuid, from, limit, FieldRights.of(caller))
                                .map(events -> new Shown(job, events))));
    }

    /** Cancels the caller's job; one that has ended is deleted. */
    Uni<Void> end(Caller caller, String id) {
        UUID uuid = parse(id);
        return database.inTenant(
                        caller.tenant(),
                        connection -> jobs.find(connection, caller, uuid)
                                .map(found -> found.orElseThrow(() -> notFound(id)))
                                .chain(() -> jobs.cancel(connection, caller, uuid))
                                .chain(active ->
                                        active ? Uni.createFrom().voidItem() : jobs.delete(connection, caller, uuid)))
                .invoke(() -> running.cancel(uuid));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound(id);
        }
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("search job", id);
    }
}
