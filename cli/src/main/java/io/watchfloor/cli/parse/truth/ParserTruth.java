package io.watchfloor.cli.parse.truth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** All expectations beside the samples of logs, by source. */
public final class ParserTruth {
    private ParserTruth() {}

    /** @param logs the folder {@code logs} of the shared data */
    public static Map<String, Tally> measure(Path logs) throws IOException {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        Tally suricata = new Tally();
        EveTruth.measure(logs, suricata);
        AssertTruth.measure(logs.resolve("suricata/crowdsec"), suricata);
        tallies.put("suricata", suricata);
        Tally zeek = new Tally();
        ZeekTruth.measure(logs, zeek);
        tallies.put("zeek", zeek);
        Tally wazuh = new Tally();
        WazuhTruth.measure(logs, wazuh);
        tallies.put("wazuh", wazuh);
        Tally windows = new Tally();
        WindowsTruth.measure(logs, windows);
        AssertTruth.measure(logs.resolve("windows/crowdsec"), windows);
        tallies.put("windows", windows);
        Tally cloudTrail = new Tally();
        AssertTruth.measure(logs.resolve("cloudtrail/crowdsec"), cloudTrail);
        tallies.put("cloudtrail", cloudTrail);
        return tallies;
    }
}
