package io.watchfloor.search.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
    private static final RetentionPolicy WITHOUT_DEFAULT = new RetentionPolicy(1, null, Map.of("zeek", 30), null, null);
    private static final RetentionPolicy WITH_DEFAULT = new RetentionPolicy(1, 90, Map.of("zeek", 30), null, null);

    @Test
    void aSourceThatIsNamedHasItsOwnDays() {
        assertThat(WITHOUT_DEFAULT.days("zeek", 400)).hasValue(30);
        assertThat(WITH_DEFAULT.days("zeek", 0)).hasValue(30);
    }

    @Test
    void otherSourcesHaveTheTenantsDefaultElseTheOperators() {
        assertThat(WITH_DEFAULT.days("syslog", 400)).hasValue(90);
        assertThat(WITHOUT_DEFAULT.days("syslog", 400)).hasValue(400);
        assertThat(RetentionPolicy.NONE.days("syslog", 400)).hasValue(400);
    }

    @Test
    void whereNobodySaysEventsAreKeptForEver() {
        assertThat(RetentionPolicy.NONE.days("syslog", 0)).isEmpty();
        assertThat(WITHOUT_DEFAULT.days("syslog", 0)).isEmpty();
    }
}
