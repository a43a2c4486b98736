package io.watchfloor.search.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolAnnotations;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.watchfloor.search.tools.ToolCatalogue;
import io.watchfloor.search.tools.ToolDescriptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Offers the tools of the catalogue to agents. */
@ApplicationScoped
class McpTools {
    private static final Logger LOG = Logger.getLogger(McpTools.class);
    private static final String WHOLE = "get_log";

    private final ToolManager tools;
    private final ToolCatalogue catalogue;
    private final ServiceCalls services;
    private final JsonWebToken token;
    private final McpConfig config;
    private final ObjectMapper json;

    // The catalogue, whom to call as whom, and how to answer.
    McpTools(
            ToolManager tools,
            ToolCatalogue catalogue,
            ServiceCalls services,
            JsonWebToken token,
            McpConfig config,
            ObjectMapper json) {
        this.tools = tools;
        this.catalogue = catalogue;
        this.services = services;
        this.token = token;
        this.config = config;
        this.json = json;
    }

    void register(@Observes StartupEvent start) {
        catalogue.tools().forEach(this::register);
    }

    private void register(ToolDescriptor tool) {
        ArgumentChecks checks = new ArgumentChecks(tool.inputSchema());
        boolean isRead = tool.readOnly();
        var unused = tools.newTool(tool.name())
                .setTitle(tool.title())
                .setDescription(tool.description())
                .setInputSchema(new JsonObject(tool.inputSchema().toString()))
                .setAnnotations(new ToolAnnotations(tool.title(), isRead, false, isRead, false))
                .setAsyncHandler(arguments -> call(tool, checks, arguments))
                .register();
    }

    private Uni<ToolResponse> call(ToolDescriptor tool, ArgumentChecks checks, ToolArguments given) {
        JsonObject arguments = new JsonObject(given.args());
        var problems = checks.problems(arguments.encode());
        if (!problems.isEmpty()) {
            return Uni.createFrom().item(ToolResponse.error("The arguments are wrong. " + String.join("; ", problems)));
        }
        return services.call(tool.call(), arguments, token.getRawToken())
                .map(answer -> response(tool, answer))
                .onFailure()
                .recoverWithItem(failure -> unreachable(tool, failure));
    }

    private ToolResponse response(ToolDescriptor tool, ServiceCalls.Answer answer) {
        String text = compact(answer.body(), tool.name().equals(WHOLE));
        return answer.isSuccess() ? ToolResponse.success(text) : ToolResponse.error(text);
    }

    private String compact(String body, boolean whole) {
        try {
            JsonNode answer = json.readTree(body);
            return CompactJson.of(answer, config.answerSize(), whole);
        } catch (JsonProcessingException e) {
            return body.substring(0, Math.min(body.length(), config.answerSize()));
        }
    }

    private static ToolResponse unreachable(ToolDescriptor tool, Throwable failure) {
        LOG.warnf("A tool's service did not answer tool=%s cause=%s", tool.name(), failure.toString());
        return ToolResponse.error("The service behind this tool does not answer: try again in a moment");
    }
}
