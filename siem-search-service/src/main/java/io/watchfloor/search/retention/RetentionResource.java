package io.watchfloor.search.retention;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How long the caller's tenant keeps events. */
@Tag(name = "Retention")
@Path("/api/v1/siem/retention")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class RetentionResource {
    private final RetentionService retention;
    private final RetentionConfig config;
    private final Callers callers;

    RetentionResource(RetentionService retention, RetentionConfig config, Callers callers) {
        this.retention = retention;
        this.config = config;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "getRetention", summary = "How long events are kept; its version is in the ETag header")
    public Uni<RestResponse<RetentionView>> get() {
        return retention.get(callers.current().tenant()).map(this::answer);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setRetention",
            summary = "Set how long events are kept; what is older is dropped soon, for good")
    public Uni<RestResponse<RetentionView>> set(
            @Parameter(description = "The ETag that the caller has seen; a stale one is refused with 412")
                    @HeaderParam("If-Match")
                    @Nullable
                    String ifMatch,
            @Valid @NotNull RetentionRequest request) {
        return retention.set(callers.current(), request, ifMatch).map(this::answer);
    }

    private RestResponse<RetentionView> answer(RetentionPolicy policy) {
        return RestResponse.ResponseBuilder.ok(RetentionView.of(policy, config))
                .header("ETag", policy.etag())
                .build();
    }
}
