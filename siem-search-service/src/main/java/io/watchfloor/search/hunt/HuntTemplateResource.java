package io.watchfloor.search.hunt;

import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hunts to begin with: {@code POST /api/v1/siem/hunts} with {@code template_id} saves one. */
@Tag(name = "Hunts")
@Path("/api/v1/siem/hunt-templates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Roles.VIEWER,
    Roles.ANALYST,
    Roles.HUNTER,
    Roles.DETECTION_ENGINEER,
    Roles.RESPONDER,
    Roles.APPROVER,
    Roles.ADMIN
})
public class HuntTemplateResource {

    @GET
    @Operation(operationId = "listHuntTemplates", summary = "List the hunts that come with the system")
    public Page<HuntTemplate> list() {
        return new Page<>(HuntTemplates.all(), null);
    }

    @GET
    @Path("/{template_id}")
    @Operation(operationId = "getHuntTemplate", summary = "Read a hunt that comes with the system")
    public HuntTemplate get(@PathParam("template_id") String templateId) {
        return HuntTemplates.find(templateId).orElseThrow(() -> ProblemException.notFound("hunt template", templateId));
    }
}
