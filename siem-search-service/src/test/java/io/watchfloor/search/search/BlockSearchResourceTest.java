package io.watchfloor.search.search;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.BlocksProfile;

/** All that searches show over rows they show over blocks. */
@QuarkusTest
@TestProfile(BlocksProfile.class)
class BlockSearchResourceTest extends SearchResourceTest {}
