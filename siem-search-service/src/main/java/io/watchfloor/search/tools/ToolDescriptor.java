package io.watchfloor.search.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tool, for a program that calls it.
 *
 * @param title its name for a person
 * @param description what it does, for whoever chooses among tools
 * @param readOnly whether it changes nothing
 * @param call the operation that does it: what of the arguments is not in the path is its body, or its parameters
 * @param inputSchema of the arguments, JSON Schema 2020-12
 */
public record ToolDescriptor(
        String name,
        String title,
        String description,
        boolean readOnly,
        Operation call,

        @Schema(type = SchemaType.OBJECT) JsonNode inputSchema) {

    /** An operation of a service's REST API. */
    @Schema(name = "ToolOperation")
    public record Operation(Service service, Method method, String path) {}

    /** A service of the platform. */
    public enum Service {
        @JsonProperty("search")
        SEARCH,
        @JsonProperty("detection")
        DETECTION,
        @JsonProperty("promotion")
        PROMOTION,
        @JsonProperty("cases")
        CASES
    }

    /** How an operation is called. */
    public enum Method {
        GET,
        POST
    }
}
