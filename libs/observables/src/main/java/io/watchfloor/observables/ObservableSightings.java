package io.watchfloor.observables;

/** Passes on what is an observable of an alert: everything but networks, paths and the ids that only reports name. */
final class ObservableSightings implements Sightings {
    private final RefangedText refanged;
    private final Findings findings;

    ObservableSightings(RefangedText refanged, Findings findings) {
        this.refanged = refanged;
        this.findings = findings;
    }

    @Override
    public boolean hasRoom() {
        return findings.hasRoom();
    }

    @Override
    public boolean wantsHostsOf(IocType type) {
        return false;
    }

    @Override
    public boolean isDefanged(Place place) {
        return refanged.isDefanged(place.start(), place.end());
    }

    @Override
    public void add(IocType type, String value, Place place) {
        switch (type) {
            case IPV4, IPV6 -> findings.addAddress(IpAddress.of(value));
            case DOMAIN -> findings.addDomain(value);
            case URL -> findings.add(ObservableType.URL, value);
            case EMAIL -> findings.add(ObservableType.EMAIL, value);
            case MD5 -> findings.add(ObservableType.MD5, value);
            case SHA1 -> findings.add(ObservableType.SHA1, value);
            case SHA256 -> findings.add(ObservableType.SHA256, value);
            case CVE -> findings.add(ObservableType.CVE, value);
            case CIDR, SHA512, JA3, IMPHASH, ATTACK_ID, MAC, ASN, FILEPATH, REGISTRY_KEY, BTC, ETH -> {
                // Not of an alert.
            }
        }
    }
}
