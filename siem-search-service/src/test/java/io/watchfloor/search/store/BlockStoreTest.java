package io.watchfloor.search.store;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.BlocksProfile;

/** Blocks of columns. */
@QuarkusTest
@TestProfile(BlocksProfile.class)
class BlockStoreTest extends StoreConformance {}
