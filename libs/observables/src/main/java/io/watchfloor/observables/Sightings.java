package io.watchfloor.observables;

/** Takes what a scan finds, as it is found. */
interface Sightings {
    /** Whether more is taken; a scan ends early where it is not. */
    boolean hasRoom();

    /** Whether the host of a value of this type is to be given as a domain, too. */
    boolean wantsHostsOf(IocType type);

    /** Whether what is here was made harmless: nobody does that with names of files. */
    boolean isDefanged(Place place);

    /**
     * A value.
     *
     * @param value in normal form
     */
    void add(IocType type, String value, Place place);

    /**
     * Where a value is.
     *
     * @param start in the refanged text
     * @param end in the refanged text
     * @param renamed whether it is written under a name that makes it harmless, as {@code hxxp}
     */
    record Place(int start, int end, boolean renamed) {
        Place(int start, int end) {
            this(start, end, false);
        }
    }
}
