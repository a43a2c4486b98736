package io.watchfloor.search.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** Checks arguments by the JSON Schema that is published for them. */
final class ArgumentChecks {
    private final Schema schema;

    ArgumentChecks(JsonNode inputSchema) {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(inputSchema.toString(), InputFormat.JSON);
    }

    /** What is wrong, for whoever chose the arguments; empty when nothing is. */
    List<String> problems(String arguments) {
        return schema.validate(arguments, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
