package io.watchfloor.search.store;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.search.OpenSearchProfile;
import org.junit.jupiter.api.condition.EnabledIf;

/** Documents of a real OpenSearch. */
@QuarkusTest
@TestProfile(OpenSearchProfile.class)
@EnabledIf(
        value = "io.watchfloor.search.OpenSearchInfrastructure#isBuilt",
        disabledReason = "deploy/opensearch is not built: mvn -pl deploy/opensearch package")
class OpenSearchStoreTest extends StoreConformance {}
