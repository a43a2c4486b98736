package io.watchfloor.promotion.promote;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where siem-search-service is; time-outs are {@code quarkus.rest-client.search.*}, in milliseconds. */
@ConfigMapping(prefix = "watchfloor.search")
interface SearchConfig {
    /** Address of siem-search-service, from which promotion fetches the log. */
    URI url();
}
