package io.watchfloor.detection.attack;

import io.smallrye.mutiny.Uni;
import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.NavigatorLayer;
import io.watchfloor.attack.Tactic;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Coverage of MITRE ATT&amp;CK by the rules that the caller sees. */
@Tag(name = "attack")
@Path("/api/v1/detections/attack")
@Produces(MediaType.APPLICATION_JSON)
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
public class AttackResource {
    private final CoverageService service;
    private final Callers callers;

    AttackResource(CoverageService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @GET
    @Path("/coverage")
    @Operation(
            operationId = "getAttackCoverage",
            summary = "Techniques that rules name, with how far each is proven; tactic by id or short name")
    public Uni<CoverageView> coverage(@QueryParam("tactic") @Nullable String tactic) {
        Tactic wanted = tactic == null ? null : tactic(tactic);
        return service.coverage(callers.current())
                .map(CoverageView::of)
                .map(view -> wanted == null ? view : view.only(wanted));
    }

    @GET
    @Path("/layer")
    @Operation(operationId = "getAttackLayer", summary = "The same as a layer of the ATT&CK Navigator, format 4.5")
    public Uni<RestResponse<NavigatorLayer>> layer() {
        Caller caller = callers.current();
        String tenant = caller.tenant().value();
        return service.coverage(caller)
                .map(coverage -> NavigatorLayer.of(coverage, "Watchfloor: " + tenant))
                .map(layer -> RestResponse.ResponseBuilder.ok(layer)
                        .header("Content-Disposition", "attachment; filename=\"watchfloor-" + tenant + "-layer.json\"")
                        .build());
    }

    private static Tactic tactic(String name) {
        AttackCatalogue catalogue = AttackCatalogue.bundled();
        return catalogue
                .tactic(name)
                .orElseThrow(() -> ProblemException.invalid(
                        "?tactic",
                        "unknown",
                        catalogue.tactics().stream()
                                .map(Tactic::shortName)
                                .collect(Collectors.joining(", ", "tactic must be one of ", ""))));
    }
}
