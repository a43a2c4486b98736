package io.watchfloor.search;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.testkit.docs.OpenApiGolden;

@QuarkusTest
@TestProfile(SearchProfile.class)
class OpenApiTest extends OpenApiGolden {
    OpenApiTest() {
        super("siem-search-service");
    }
}
