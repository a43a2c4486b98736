package io.watchfloor.detection.feedback;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where case-service is; time-outs are {@code quarkus.rest-client.cases.*}, in milliseconds. */
@ConfigMapping(prefix = "watchfloor.cases")
interface CasesConfig {
    /** Address of case-service, which knows the alerts and cases that feedback is about. */
    URI url();
}
