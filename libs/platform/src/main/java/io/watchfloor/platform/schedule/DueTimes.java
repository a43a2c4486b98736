package io.watchfloor.platform.schedule;

/**
 * SQL of tables whose rows are due from time to time: columns {@code next_run_at}, {@code schedule_interval_minutes} and
 * {@code failed_runs}. Times are the database's, so instances whose clocks differ agree.
 */
public final class DueTimes {
    private DueTimes() {}

    /**
     * The due time after the one that is taken now. However many were missed, the next one is ahead, in step with those
     * before.
     *
     * @param table name or alias of the row's table
     */
    public static String following(String table) {
        return """
                %1$s.next_run_at + make_interval(mins => %1$s.schedule_interval_minutes)
                    * (1 + floor(extract(epoch from now() - %1$s.next_run_at) / (60 * %1$s.schedule_interval_minutes)))
                """.formatted(table).strip();
    }

    /**
     * How long to wait after a failed run: doubled with each failure in a row, up to the interval.
     *
     * @param millis parameter with the wait after the first one, milliseconds
     */
    public static String backOff(String table, String millis) {
        return """
                least(make_interval(mins => %1$s.schedule_interval_minutes),
                      %2$s::bigint * interval '1 millisecond' * power(2, least(%1$s.failed_runs, 10)))
                """.formatted(table, millis).strip();
    }
}
