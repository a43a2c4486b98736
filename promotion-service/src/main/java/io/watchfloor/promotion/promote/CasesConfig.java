package io.watchfloor.promotion.promote;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where case-service is; time-outs are {@code quarkus.rest-client.cases.*}, in milliseconds. */
@ConfigMapping(prefix = "watchfloor.cases")
interface CasesConfig {
    /** Address of case-service, which takes promoted logs in. */
    URI url();
}
