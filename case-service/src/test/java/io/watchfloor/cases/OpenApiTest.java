package io.watchfloor.cases;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.watchfloor.testkit.docs.OpenApiGolden;
import io.watchfloor.testkit.stack.ServiceInfrastructure;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "cases"))
class OpenApiTest extends OpenApiGolden {
    OpenApiTest() {
        super("case-service");
    }
}
