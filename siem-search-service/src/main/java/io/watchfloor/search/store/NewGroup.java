package io.watchfloor.search.store;

import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.blocks.filter.GroupFilter;
import io.watchfloor.blocks.filter.GroupFilterBuilder;
import io.watchfloor.search.store.NewBlock.Offsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A group that is not stored yet.
 *
 * @param minTimes and {@code maxTimes} of each block
 * @param fields that any of the events has
 * @param sequences by partition of the topic, the first and the last offset of the events
 */
record NewGroup(
        long[] blocks,
        long[] minTimes,
        long[] maxTimes,
        Set<String> fields,
        Map<Integer, Offsets> sequences,
        GroupFilter filter) {

    /** A block that comes into a group. */
    record Member(BlockEntry entry, Set<String> fields, Map<Integer, Offsets> sequences, BlockFilter filter) {}

    static NewGroup of(List<Member> members) {
        GroupFilterBuilder filter = new GroupFilterBuilder();
        members.forEach(member -> filter.add(member.filter()));
        return new NewGroup(
                members.stream().mapToLong(member -> member.entry().id()).toArray(),
                members.stream().mapToLong(member -> member.entry().minTime()).toArray(),
                members.stream().mapToLong(member -> member.entry().maxTime()).toArray(),
                fields(members.stream().map(Member::fields).toList()),
                sequences(members.stream().map(Member::sequences).toList()),
                filter.build());
    }

    /** One group of several. */
    static NewGroup merged(List<NewGroup> groups) {
        return new NewGroup(
                concat(groups, NewGroup::blocks),
                concat(groups, NewGroup::minTimes),
                concat(groups, NewGroup::maxTimes),
                fields(groups.stream().map(NewGroup::fields).toList()),
                sequences(groups.stream().map(NewGroup::sequences).toList()),
                GroupFilter.merge(groups.stream().map(NewGroup::filter).toList()));
    }

    private static long[] concat(List<NewGroup> groups, Function<NewGroup, long[]> part) {
        return groups.stream().map(part).flatMapToLong(LongStream::of).toArray();
    }

    private static Set<String> fields(List<Set<String>> parts) {
        Set<String> fields = new TreeSet<>();
        parts.forEach(fields::addAll);
        return fields;
    }

    private static Map<Integer, Offsets> sequences(Collection<Map<Integer, Offsets>> parts) {
        Map<Integer, Offsets> sequences = new TreeMap<>();
        parts.forEach(part -> part.forEach((partition, offsets) -> sequences.merge(partition, offsets, Offsets::with)));
        return sequences;
    }
}
