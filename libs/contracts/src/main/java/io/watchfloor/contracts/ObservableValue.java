package io.watchfloor.contracts;

/** A value seen, such as an address or a hash. {@code type} is one of ip, domain, url, email, md5, sha1, sha256, cve, user, host. */
public record ObservableValue(String type, String value) {}
