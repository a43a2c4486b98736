package io.watchfloor.observables;

/**
 * What a name is as such, whatever stands around it.
 *
 * @param name in normal form
 * @param registrable whether somebody can register it
 * @param other whether it looks more like the name of a file, a field, a program or malware
 */
record JudgedName(String name, boolean registrable, boolean other) {
    static JudgedName of(String written) {
        String name = Normaliser.domain(written);
        boolean registrable = DomainNames.isRegistrable(name);
        return new JudgedName(name, registrable, registrable && isOther(written, name));
    }

    private static boolean isOther(String written, String name) {
        return DomainNames.looksLikeFile(name)
                || DomainNames.looksReversed(name)
                || CodeNames.isApplication(written)
                || CodeNames.isQuantity(name)
                || CodeNames.isField(name)
                || CodeNames.isMalware(name)
                || CodeNames.isWrittenAsCode(written);
    }
}
