package io.watchfloor.detection.sigma;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The Sigma document of a rule, and its tests. */
@Tag(name = "rules")
@Path("/api/v1/detections/rules/{rule_id}")
public class SigmaResource {
    private static final String YAML = "application/yaml";

    private final SigmaService service;
    private final Callers callers;

    SigmaResource(SigmaService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @GET
    @Path("/export")
    @Produces(YAML)
    @RolesAllowed({
        Roles.VIEWER,
        Roles.ANALYST,
        Roles.HUNTER,
        Roles.DETECTION_ENGINEER,
        Roles.RESPONDER,
        Roles.APPROVER,
        Roles.ADMIN,
        Roles.SERVICE
    })
    @Operation(
            operationId = "exportRule",
            summary = "The Sigma document of a rule as it was written; 409 for rules of other types")
    public Uni<RestResponse<String>> export(@PathParam("rule_id") String ruleId) {
        return service.document(callers.current(), ruleId)
                .map(document -> RestResponse.ResponseBuilder.ok(document.yaml())
                        .header("ETag", "\"" + document.version() + "\"")
                        .header("Content-Disposition", "attachment; filename=\"" + document.ruleId() + ".yml\"")
                        .build());
    }

    @POST
    @Path("/test")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
    @Operation(
            operationId = "testRule",
            summary = "Run the test cases in a Sigma rule's document; a rule is enabled only when all pass")
    public Uni<TestReport> test(@PathParam("rule_id") String ruleId) {
        return service.test(callers.current(), ruleId);
    }
}
