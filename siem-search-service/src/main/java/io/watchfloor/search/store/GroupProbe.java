package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.blocks.filter.FilterProbe;
import io.watchfloor.blocks.filter.GroupReading;
import io.watchfloor.search.store.GroupTable.Head;
import io.watchfloor.search.store.GroupTable.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks filters which blocks may have a match. */
final class GroupProbe {
    private final GroupTable table;
    private final FilterProbe probe;
    private final KnownGroups known;
    private final EventTimes times;

    GroupProbe(GroupTable table, FilterProbe probe, KnownGroups known, EventTimes times) {
        this.table = table;
        this.probe = probe;
        this.known = known;
        this.times = times;
    }

    /** Of young blocks those that pass; one without a filter does. */
    static List<BlockEntry> passing(FilterProbe probe, List<BlockEntry> entries, Map<Long, BlockFilter> filters) {
        return entries.stream()
                .filter(entry -> mayMatch(probe, filters.get(entry.id())))
                .toList();
    }

    private static boolean mayMatch(FilterProbe probe, @Nullable BlockFilter filter) {
        return filter == null || probe.mayMatch(filter);
    }

    /** The blocks of groups that pass and are of the times. */
    Uni<List<BlockEntry>> passing(List<Head> heads) {
        return table.groups(heads).chain(groups -> {
            List<BlockEntry> passing = new ArrayList<>();
            List<Reading> readings = new ArrayList<>();
            for (StoredGroup group : groups) {
                long[] asked = known.of(group);
                if (asked != null) {
                    add(group, asked, passing);
                } else if (probe.mayMatch(group.fields())) {
                    readings.add(new Reading(group, probe.in(group.shape())));
                }
            }
            return table.slices(readings.stream()
                            .flatMap(reading -> reading.wanted().stream())
                            .toList())
                    .invoke(slices -> add(readings, slices, passing))
                    .replaceWith(passing);
        });
    }

    private record Reading(StoredGroup group, GroupReading rows) {
        List<Wanted> wanted() {
            List<Wanted> wanted = new ArrayList<>();
            rows.tokens().forEach(slice -> wanted.add(new Wanted(group.id(), slice)));
            rows.grams().forEach(slice -> wanted.add(new Wanted(group.id(), slice)));
            return wanted;
        }
    }

    private void add(List<Reading> readings, List<byte[]> slices, List<BlockEntry> into) {
        int at = 0;
        for (Reading reading : readings) {
            int grams = at + reading.rows().tokens().size();
            int end = grams + reading.rows().grams().size();
            long[] blocks = reading.rows().blocks(slices.subList(at, grams), slices.subList(grams, end));
            known.keep(reading.group(), blocks);
            add(reading.group(), blocks, into);
            at = end;
        }
    }

    private void add(StoredGroup group, long[] bits, List<BlockEntry> into) {
        for (int i = 0; i < group.blocks().length; i++) {
            boolean passes = (bits[i >> 6] >>> i & 1) != 0;
            if (passes && group.minTimes()[i] <= times.high() && group.maxTimes()[i] >= times.low()) {
                into.add(group.entry(i));
            }
        }
    }
}
