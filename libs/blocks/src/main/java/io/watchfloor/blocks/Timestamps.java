package io.watchfloor.blocks;

/** Times in the one form {@code yyyy-MM-ddTHH:mm:ss.SSSZ}, as milliseconds since 1970 UTC. */
final class Timestamps {
    static final int LENGTH = 24;
    /** What is not a time of this form. */
    static final long NONE = Long.MIN_VALUE;
    /** {@code 0000-01-01T00:00:00.000Z} */
    static final long FIRST = -62_167_219_200_000L;
    /** {@code 9999-12-31T23:59:59.999Z} */
    static final long LAST = 253_402_300_799_999L;

    private static final long DAY = 86_400_000;
    private static final String FORM = "0000-00-00T00:00:00.000Z";
    /** The days of 400 years, and from 1 March of the year 0 to 1970: years that begin in March have their odd day at the end. */
    private static final int ERA = 146_097;

    private static final int TO_1970 = 719_468;
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Timestamps() {}

    /** The milliseconds, or {@link #NONE} for a text that {@link #format} would not write. */
    static long parse(String text) {
        if (text.length() != LENGTH || !hasForm(text)) {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        boolean valid = month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
        if (!valid || hour > 23 || minute > 59 || second > 59) {
            return NONE;
        }
        long seconds = (hour * 60L + minute) * 60 + second;
        return epochDay(year, month, day) * DAY + seconds * 1_000 + digits(text, 20, 3);
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < LENGTH; i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && !leap ? 28 : DAYS[month - 1];
    }

    private static int digits(String text, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static long epochDay(int year, int month, int day) {
        int fromMarch = month > 2 ? month - 3 : month + 9;
        int marchYear = month > 2 ? year : year - 1;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * fromMarch + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * ERA + dayOfEra - TO_1970;
    }

    /** Writes the 24 characters of a time from {@link #FIRST} to {@link #LAST}. */
    static void format(long millis, byte[] into) {
        long day = Math.floorDiv(millis, DAY) + TO_1970;
        formatDate((int) Math.floorDiv(day, ERA), (int) Math.floorMod(day, ERA), into);
        int rest = (int) Math.floorMod(millis, DAY);
        put(into, 11, 2, rest / 3_600_000);
        put(into, 14, 2, rest / 60_000 % 60);
        put(into, 17, 2, rest / 1_000 % 60);
        put(into, 20, 3, rest % 1_000);
        into[10] = 'T';
        into[13] = ':';
        into[16] = ':';
        into[19] = '.';
        into[23] = 'Z';
    }

    private static void formatDate(int era, int dayOfEra, byte[] into) {
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        put(into, 0, 4, era * 400 + yearOfEra + (month <= 2 ? 1 : 0));
        into[4] = '-';
        put(into, 5, 2, month);
        into[7] = '-';
        put(into, 8, 2, dayOfYear - (153 * fromMarch + 2) / 5 + 1);
    }

    private static void put(byte[] into, int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
