package io.watchfloor.cli.bench.search;

/** How OpenSearch keeps the events: an index for each tenant, so that a search looks into one tenant's events alone; fields as ECS has them. */
final class TheirIndex {
    /** For people, so that they can say whether it is sensible. */
    static final String SETTING =
            "an index a tenant, 1 shard, no replica, default refresh, translog and codec; keyword (lower-cased), ip, long, date, "
                    + "message as text, process.command_line as wildcard, event.original kept only";

    /** Dynamic, because nobody lists the fields of all sources; nothing is guessed from the look of a text. */
    static final String BODY = """
            {"settings":{
               "number_of_shards":1,"number_of_replicas":0,
               "index.mapping.total_fields.limit":5000,"index.mapping.ignore_malformed":true,
               "analysis":{"normalizer":{"lower":{"type":"custom","filter":["lowercase"]}}}},
             "mappings":{"date_detection":false,"numeric_detection":false,
               "dynamic_templates":[
                 {"addresses":{"path_match":"*.ip","mapping":{"type":"ip"}}},
                 {"flags":{"match_mapping_type":"boolean","mapping":{"type":"keyword"}}},
                 {"texts":{"match_mapping_type":"string","mapping":
                   {"type":"keyword","normalizer":"lower","ignore_above":8191}}}],
               "properties":{
                 "@timestamp":{"type":"date"},
                 "message":{"type":"text","norms":false},
                 "event":{"properties":{
                   "id":{"type":"keyword"},
                   "ingested":{"type":"date"},
                   "original":{"type":"keyword","index":false,"doc_values":false}}},
                 "process":{"properties":{"command_line":{"type":"wildcard","normalizer":"lower"}}}}}}
            """;

    private TheirIndex() {}

    static String of(String tenant) {
        return "events-" + tenant;
    }
}
