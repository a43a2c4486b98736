package io.watchfloor.blocks.filter;

import java.util.List;

/** How the rows that are read combine. */
sealed interface RowPlan {

    /** All blocks pass. */
    record Everything() implements RowPlan {}

    /** The blocks that are in all of some rows: places in the list of slices of a part. */
    record Rows(Slice.Part part, List<Integer> places) implements RowPlan {}

    /** The blocks that pass all. */
    record AllOf(List<RowPlan> steps) implements RowPlan {}

    /** The blocks that pass any. */
    record AnyOf(List<RowPlan> steps) implements RowPlan {}
}
