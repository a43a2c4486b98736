package io.watchfloor.search.store;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.SearchProfile;

/** One row an event. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class RowStoreTest extends StoreConformance {}
