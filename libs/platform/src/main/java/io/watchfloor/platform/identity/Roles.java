package io.watchfloor.platform.identity;

/** Role names as they stand in the token's {@code groups} claim; compared exactly. */
public final class Roles {
    public static final String VIEWER = "viewer";
    public static final String ANALYST = "analyst";
    public static final String HUNTER = "hunter";
    public static final String DETECTION_ENGINEER = "detection_engineer";
    public static final String RESPONDER = "responder";
    public static final String APPROVER = "approver";
    public static final String ADMIN = "admin";
    /** One service calling another for a tenant. */
    public static final String SERVICE = "service";
    /** The holder of an ingest key: may send logs and nothing else. */
    public static final String INGEST = "ingest";

    private Roles() {}
}
