package io.watchfloor.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table that runs a check before each column is asked, and between the values of a column where a test is slow. */
final class CheckedTable implements Table {
    private final Table table;
    private final Runnable check;
    // A clause over any field asks column after column with one test; columns know it again.
    private @Nullable ColumnTest asked;
    private @Nullable ColumnTest checked;

    CheckedTable(Table table, Runnable check) {
        this.table = table;
        this.check = check;
    }

    @Override
    public int rows() {
        return table.rows();
    }

    @Override
    public Set<String> fields() {
        return table.fields();
    }

    @Override
    public void select(String field, ColumnTest test, long[] into) {
        check.run();
        table.select(field, checked(test), into);
    }

    private ColumnTest checked(ColumnTest test) {
        if (!(test instanceof ValueTest slow && slow.isSlow())) {
            return test;
        }
        ColumnTest known = checked;
        if (known == null || asked != test) {
            known = new CheckedTest(slow, check);
            asked = test;
            checked = known;
        }
        return known;
    }
}
