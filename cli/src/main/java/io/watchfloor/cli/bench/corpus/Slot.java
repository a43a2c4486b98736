package io.watchfloor.cli.bench.corpus;

/**
 * A place in an event at which each event has its own value; the same value wherever the sample has the same text.
 *
 * @param kind of values
 * @param sample what the sample has there
 */
record Slot(Kind kind, String sample) {
    /** What stands in a place. */
    enum Kind {
        HOST,
        USER,
        /** An address of one's own network. */
        INSIDE,
        OUTSIDE,
        /** An address of the planted /24. */
        NET24,
        /** An address of the planted /16. */
        NET16,
        PORT,
        PID,
        /** A number of bytes and the like. */
        COUNT,
        GUID,
        /** A hash. */
        HEX,
        /** A random id as Zeek has them. */
        UID,
        /** A name in the DNS. */
        SITE,
        /** A name of the kind that is searched for by a regular expression. */
        DOMAIN,
        /** A time as in RFC 3339, also with a space for the T and without zone. */
        ISO,
        /** A time as in RFC 3164. */
        SYSLOG,
        /** A time as web servers write it. */
        WEB
    }
}
