package io.watchfloor.blocks.filter;

import java.util.List;
import java.util.Map;

/** Filters of events, for tests. */
final class Filters {

    private Filters() {}

    static BlockFilter of(List<? extends Map<String, ?>> events) {
        BlockTokens tokens = new BlockTokens();
        EventTokens reader = new EventTokens(tokens);
        events.forEach(reader::event);
        return BlockFilter.of(tokens);
    }

    static GroupFilter group(List<BlockFilter> blocks) {
        GroupFilterBuilder builder = new GroupFilterBuilder();
        blocks.forEach(builder::add);
        return builder.build();
    }

    static List<byte[]> read(GroupFilter group, List<Slice> slices) {
        return slices.stream().map(slice -> read(group, slice)).toList();
    }

    private static byte[] read(GroupFilter group, Slice slice) {
        byte[] array = slice.part() == Slice.Part.TOKENS ? group.tokens() : group.grams();
        return java.util.Arrays.copyOfRange(array, slice.offset(), slice.offset() + slice.length());
    }
}
