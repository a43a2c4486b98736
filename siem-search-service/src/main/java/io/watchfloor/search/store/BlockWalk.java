package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.blocks.filter.FilterProbe;
import io.watchfloor.search.store.BlockWaves.Wave;
import io.watchfloor.search.store.GroupTable.Head;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes back through time over the blocks of a tenant that the filters let through: young ones by their own filter, others by that of their
 * group. Used by one thread at a time.
 */
final class BlockWalk {
    private static final int YOUNG_PAGE = 256;
    /** More young blocks are read a page at a time. */
    private static final int LARGEST_PAGE = 2_048;

    private static final int FIRST_GROUPS = 8;
    private static final int MOST_GROUPS = 64;
    /** Groups after which a wave is given whatever it holds, so that a search can stop in time. */
    private static final int PATIENCE = 256;

    /** How many easy blocks are as much as another. */
    private static final int EASE = 64;

    private final BlockTable table;
    private final StoreQuery query;
    private final FilterProbe probe;
    private final Predicate<BlockEntry> without;
    private final KnownGroups asked;
    private EventTimes times;

    /** What the filters let through, newest first, as far as it is known. */
    private final List<BlockEntry> passed = new ArrayList<>();

    private final Map<Long, BlockHits> opened = new HashMap<>();
    private @Nullable Deque<Head> groups;
    private @Nullable BlockEntry lastYoung;
    private boolean youngDone;
    private int youngPage = YOUNG_PAGE;
    private int groupsAtOnce = FIRST_GROUPS;
    private int probed;

    BlockWalk(BlockTable table, StoreQuery query, EventTimes times) {
        this(table, query, times, block -> false);
    }

    /** @param without says of what blocks it is known that they have no match, whatever their filters say */
    BlockWalk(BlockTable table, StoreQuery query, EventTimes times, Predicate<BlockEntry> without) {
        this.table = table;
        this.without = without;
        this.query = query;
        this.probe = FilterProbe.of(query.evidence());
        this.asked = table.probed(query);
        this.times = times;
    }

    /**
     * The next blocks. A block that is not among them reaches to some time: from there on back, events are for the next wave, as are
     * blocks of this one that reach further back.
     *
     * @param most blocks; more only when so many are of the same times
     */
    Uni<Wave> next(int most) {
        return choose(most, block -> false).chain(this::open);
    }

    /**
     * Blocks to look at together, before they are opened.
     *
     * @param times those of which no other block has a match
     * @param more whether there may be blocks behind
     */
    record Choice(List<BlockEntry> blocks, EventTimes times, boolean more) {}

    /**
     * The next blocks, as {@link #next} gives them, which need not all be opened.
     *
     * @param easy of these there may be many more
     */
    Uni<Choice> choose(int most, Predicate<BlockEntry> easy) {
        probed = 0;
        return reach(most, easy).chain(() -> choice(most, easy));
    }

    /** Asks filters until there are blocks for a wave. */
    private Uni<Void> reach(int most, Predicate<BlockEntry> easy) {
        if (isEnough(room(most, easy))) {
            return Uni.createFrom().voidItem();
        }
        return advance().chain(() -> reach(most, easy));
    }

    /** For how many of the blocks that are known a wave has room. */
    private int room(int most, Predicate<BlockEntry> easy) {
        long left = (long) most * EASE;
        int room = 0;
        while (left > 0 && room < passed.size()) {
            left -= easy.test(passed.get(room++)) ? 1 : EASE;
        }
        return room;
    }

    private boolean isEnough(int room) {
        long reached = reached();
        return reached == Long.MIN_VALUE
                || passed.size() > room && passed.get(room).maxTime() > reached
                || probed >= PATIENCE && reached < times.high();
    }

    /** Back to here, and not here, it is known which blocks pass. */
    private long reached() {
        return Math.max(reachedYoung(), reachedGroup());
    }

    private long reachedYoung() {
        return youngDone ? Long.MIN_VALUE : lastYoung == null ? Long.MAX_VALUE : lastYoung.maxTime();
    }

    private long reachedGroup() {
        Deque<Head> known = groups;
        return known == null
                ? Long.MAX_VALUE
                : known.isEmpty() ? Long.MIN_VALUE : known.getFirst().maxTime();
    }

    private Uni<Void> advance() {
        if (groups == null) {
            Uni<List<Head>> heads = table.groups().heads(times, query.sequence());
            return Uni.combine()
                    .all()
                    .unis(heads, young())
                    .with((known, entries) -> {
                        groups = new ArrayDeque<>(known);
                        add(entries);
                        return known;
                    })
                    .replaceWithVoid();
        }
        Uni<List<BlockEntry>> more = reachedYoung() >= reachedGroup() ? young() : ofGroups(groups);
        return more.invoke(this::add).replaceWithVoid();
    }

    private void add(List<BlockEntry> more) {
        more.stream().filter(without.negate()).forEach(passed::add);
        passed.sort(BlockEntry.NEWEST_FIRST);
    }

    private Uni<List<BlockEntry>> young() {
        int page = youngPage;
        youngPage = Math.min(page * 2, LARGEST_PAGE);
        return table.young()
                .blocks(times, lastYoung, page)
                .invoke(entries -> {
                    youngDone = entries.size() < page;
                    lastYoung = entries.isEmpty() ? lastYoung : entries.getLast();
                })
                .chain(entries -> probe.prunes()
                        ? table.young().filters(entries).map(filters -> GroupProbe.passing(probe, entries, filters))
                        : Uni.createFrom().item(entries));
    }

    private Uni<List<BlockEntry>> ofGroups(Deque<Head> known) {
        List<Head> heads = new ArrayList<>();
        while (heads.size() < groupsAtOnce && !known.isEmpty()) {
            heads.add(known.removeFirst());
        }
        probed += heads.size();
        groupsAtOnce = Math.min(groupsAtOnce * 2, MOST_GROUPS);
        return new GroupProbe(table.groups(), probe, asked, times).passing(heads);
    }

    private Uni<Choice> choice(int most, Predicate<BlockEntry> easy) {
        long reached = reached();
        int room = room(most, easy);
        int count = 0;
        while (count < room && passed.get(count).maxTime() > reached) {
            count++;
        }
        long behind =
                Math.max(reached, count < passed.size() ? passed.get(count).maxTime() : Long.MIN_VALUE);
        if (behind >= times.high()) {
            return choose(most * 4, easy);
        }
        boolean more = behind >= times.low();
        EventTimes within = more ? times.after(behind) : times;
        times = times.until(behind);
        List<BlockEntry> chosen = List.copyOf(passed.subList(0, count));
        passed.subList(0, count).removeIf(entry -> entry.minTime() > behind);
        return Uni.createFrom().item(new Choice(chosen, within, more));
    }

    private Uni<Wave> open(Choice chosen) {
        List<BlockEntry> unopened = chosen.blocks().stream()
                .filter(entry -> !opened.containsKey(entry.id()))
                .toList();
        return table.open(unopened, query.sequence())
                .invoke(parts -> parts.forEach(part -> opened.put(part.block().id(), part)))
                .map(unused -> chosen.blocks().stream()
                        .map(entry -> opened.get(entry.id()))
                        .filter(Objects::nonNull)
                        .toList())
                .invoke(this::forget)
                .map(parts -> new Wave(parts, chosen.times(), chosen.more()));
    }

    /** What no later wave looks at. */
    private void forget(List<BlockHits> parts) {
        for (BlockHits part : parts) {
            if (part.block().minTime() > times.high()) {
                opened.remove(part.block().id());
            }
        }
    }
}
