package io.watchfloor.search.store;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.watchfloor.local.EmbeddedDatabase;
import io.watchfloor.local.Ports;
import io.watchfloor.local.ServiceDatabase;
import io.watchfloor.platform.identity.DatabaseConfig;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.TimeRange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Prints what storing and finding invented events costs in a PostgreSQL of its own, as the application role under row-level security. Not a
 * test; arguments: an empty directory, events, rounds of each query.
 */
final class StoreFigures {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BATCH = 2_000;
    private static final int STRETCH = 100_000;
    private static final OperatingSystemMXBean JVM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final EmbeddedDatabase postgres;
    private final long postmaster;
    private final TenantDatabase database;
    private final BlockCaches caches;
    private final EventStore store;
    private final InventedEvents events = new InventedEvents(1);

    private StoreFigures(Path directory) throws IOException, ReflectiveOperationException {
        postgres = EmbeddedDatabase.start(new EmbeddedDatabase.Config(directory, Ports.free(), true));
        postmaster = Long.parseLong(
                Files.readAllLines(directory.resolve("pgdata/postmaster.pid")).getFirst());
        ServiceDatabase service = postgres.createServiceDatabase("search");
        Flyway.configure()
                .dataSource(service.jdbcUrl(), service.ownerUser(), service.ownerPassword())
                .locations("classpath:db/platform", "classpath:db/migration")
                .placeholders(Map.of("app", service.appUser(), "system", service.systemRole()))
                .load()
                .migrate();
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(12))
                .connectingTo(PgConnectOptions.fromUri(service.reactiveUrl())
                        .setUser(service.appUser())
                        .setPassword(service.appPassword())
                        .setCachePreparedStatements(true))
                .using(Vertx.vertx())
                .build();
        Constructor<TenantDatabase> constructor =
                TenantDatabase.class.getDeclaredConstructor(Pool.class, DatabaseConfig.class);
        constructor.setAccessible(true);
        database = constructor.newInstance(pool, (DatabaseConfig) service::name);
        caches = caches(64L << 20);
        store = new BlockEventStore(database, new IngestLedger(), caches);
    }

    static BlockCaches caches(long bytes) {
        return new BlockCaches(new StoreConfig() {
            @Override
            public StoreKind kind() {
                return StoreKind.BLOCKS;
            }

            @Override
            public MemorySize cache() {
                return new MemorySize(BigInteger.valueOf(bytes));
            }
        });
    }

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        StoreFigures figures = new StoreFigures(Path.of(args[0]));
        try {
            figures.load(Integer.parseInt(args[1]));
            figures.sizes();
            int rounds = Integer.parseInt(args[2]);
            figures.search("JVM warming up", figures.store, rounds / 2);
            figures.search("warm", figures.store, rounds);
            EventStore cacheless = new BlockEventStore(figures.database, new IngestLedger(), caches(1));
            figures.search("without cache", cacheless, rounds);
        } finally {
            figures.postgres.close();
        }
        System.exit(0);
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    /** CPU time of this process and of all of PostgreSQL, nanoseconds. */
    private record Cpu(long jvm, long postgres, long wall) {
        Cpu minus(Cpu before) {
            return new Cpu(jvm - before.jvm, postgres - before.postgres, wall - before.wall);
        }

        Cpu plus(Cpu other) {
            return new Cpu(jvm + other.jvm, postgres + other.postgres, wall + other.wall);
        }
    }

    private Cpu cpu() {
        long all = ProcessHandle.of(postmaster)
                .orElseThrow()
                .descendants()
                .mapToLong(StoreFigures::cpu)
                .sum();
        return new Cpu(JVM.getProcessCpuTime(), all, System.nanoTime());
    }

    private static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private void load(int count) {
        BlockMerger merger = new BlockMerger(database, caches, Clock.systemUTC(), new SimpleMeterRegistry());
        BlockGrouper grouper = new BlockGrouper(database, Clock.systemUTC());
        Cpu stored = new Cpu(0, 0, 0);
        Cpu merged = stored;
        Cpu grouped = stored;
        for (int from = 0; from < count; from += STRETCH) {
            List<List<EventBatch>> batches = events.batches(from, Math.min(STRETCH, count - from), BATCH);
            Cpu before = cpu();
            CompletableFuture<?>[] partitions = batches.stream()
                    .map(of -> CompletableFuture.runAsync(() -> of.forEach(batch -> now(store.append(batch)))))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(partitions).join();
            Cpu afterStore = cpu();
            while (now(merger.merge()) > 0) {}
            Cpu afterMerge = cpu();
            int unused = now(grouper.group());
            Cpu end = cpu();
            print("store", afterStore.minus(before), STRETCH);
            stored = stored.plus(afterStore.minus(before));
            merged = merged.plus(afterMerge.minus(afterStore));
            grouped = grouped.plus(end.minus(afterMerge));
        }
        print("all stored", stored, count);
        print("all merged", merged, count);
        print("all grouped", grouped, count);
    }

    private static void print(String what, Cpu cpu, int events) {
        System.out.printf(
                "%-12s %6.1f us/event JVM %5.1f PostgreSQL, %,7.0f events/s%n",
                what, cpu.jvm() / 1e3 / events, cpu.postgres() / 1e3 / events, events * 1e9 / cpu.wall());
    }

    private void sizes() {
        for (String tenant : InventedEvents.TENANTS) {
            String sizes = now(database.inTenant(
                    new TenantId(tenant),
                    connection -> connection
                            .query("""
                    select (select count(*) || ' blocks, ' || count(*) filter (where grouped) || ' in groups, '
                                   || sum(row_count) || ' events, ' || sum(octet_length(data)) || ' + '
                                   || sum(octet_length(directory)) || ' bytes' from event_block)
                           || ', groups of ' || coalesce((select string_agg(block_count || ': '
                                  || octet_length(tokens) + octet_length(grams) || ' bytes', ', ') from event_group), '')
                    """)
                            .execute()
                            .map(rows -> rows.iterator().next().getString(0))));
            System.out.println(tenant + ": " + sizes);
        }
    }

    private void search(String how, EventStore searched, int rounds) {
        System.out.println(how);
        for (Map.Entry<String, String> each : InventedEvents.QUERIES.entrySet()) {
            String name = each.getKey();
            TimeRange range = name.contains("15 min") ? events.lastMinutes(15) : events.always();
            UUID before = name.contains("cursor") ? events.behind(50_000) : null;
            long[] walls = new long[rounds];
            Cpu first = cpu();
            int hits = 0;
            for (int i = 0; i < rounds; i++) {
                long start = System.nanoTime();
                hits = find(searched, each.getValue(), range, before);
                walls[i] = System.nanoTime() - start;
            }
            Cpu spent = cpu().minus(first);
            Arrays.sort(walls);
            System.out.printf(
                    "  %-22s %4d hits, median %6.1f ms, p95 %6.1f, CPU %6.1f JVM %5.1f PostgreSQL%n",
                    name,
                    hits,
                    walls[rounds / 2] / 1e6,
                    walls[rounds * 95 / 100] / 1e6,
                    spent.jvm() / 1e6 / rounds,
                    spent.postgres() / 1e6 / rounds);
        }
    }

    /** The first 100 events, or all. */
    private static int find(EventStore searched, String text, TimeRange range, @Nullable UUID from) {
        Query query = QueryParser.parse(text);
        StoreQuery asked = new StoreQuery(
                new TenantId(InventedEvents.TENANTS.getFirst()),
                query,
                CompiledQuery.of(query),
                range,
                null,
                null,
                from,
                101);
        List<Candidates.Item> found = new ArrayList<>();
        UUID before = from;
        boolean more = true;
        while (more && found.size() < 100) {
            Candidates chunk = now(searched.scan(asked.before(before, 101)));
            found.addAll(chunk.items());
            before = chunk.oldest();
            more = chunk.more();
        }
        return found.size();
    }
}
