package io.watchfloor.blocks.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which blocks of one tenant come into one group, and which groups become one. Neighbours in time do, so that a search of some times reads
 * few groups, and of some groups' worth of neighbours those whose filters are of a size; a group is put together with others of as many
 * blocks, so a filter is written again once a step.
 *
 * @param blocks of a new group
 * @param groups that become one
 * @param mostBytes that a group's filter takes, so that it can be made in memory
 */
public record GroupPlan(int blocks, int groups, long mostBytes) {
    /** 64 blocks, then 512, then 4,096 if they are small enough. */
    public static final GroupPlan USUAL = new GroupPlan(64, 8, 32 << 20);
    /** Groups among which neighbours are divided by the size of their filters. */
    private static final int NEIGHBOURS = 4;

    /** A group: how many blocks and bytes its filter is of. */
    public record Piece(long id, int blocks, long bytes) {}

    /** A block that is in no group: how many bytes its filter has. */
    public record Member(long id, int bytes) {}

    /** Sets of blocks, each to become a group. */
    public List<List<Long>> ofBlocks(List<Member> byTime) {
        List<List<Long>> sets = new ArrayList<>();
        int all = byTime.size() - byTime.size() % blocks;
        for (int from = 0; from < all; from += blocks * NEIGHBOURS) {
            List<Long> ids = byTime.subList(from, Math.min(all, from + blocks * NEIGHBOURS)).stream()
                    .sorted(Comparator.comparingInt(Member::bytes))
                    .map(Member::id)
                    .toList();
            for (int at = 0; at < ids.size(); at += blocks) {
                sets.add(ids.subList(at, at + blocks));
            }
        }
        return sets;
    }

    /** Sets of groups, each to become one; no group is in two. */
    public List<List<Piece>> ofGroups(List<Piece> byTime) {
        List<List<Piece>> sets = new ArrayList<>();
        long smallest = 0;
        for (long step = (long) blocks * groups; step <= Short.MAX_VALUE; step *= groups) {
            collect(byTime, smallest, step, sets);
            smallest = step;
        }
        return sets;
    }

    private void collect(List<Piece> byTime, long smallest, long step, List<List<Piece>> sets) {
        List<Piece> set = new ArrayList<>();
        for (Piece piece : byTime) {
            if (piece.blocks() < smallest || piece.blocks() >= step) {
                continue;
            }
            set.add(piece);
            if (set.size() == groups) {
                if (set.stream().mapToLong(Piece::bytes).sum() <= mostBytes) {
                    sets.add(List.copyOf(set));
                }
                set = new ArrayList<>();
            }
        }
    }
}
