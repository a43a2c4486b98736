package io.watchfloor.search.hunt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Saved hunts. */
@Tag(name = "Hunts")
@Path("/api/v1/siem/hunts")
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
public class HuntResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String IF_MATCH = "The ETag that the caller has seen; a stale one is refused with 412";

    private final HuntService hunts;
    private final OwnerRights owners;
    private final Callers callers;

    HuntResource(HuntService hunts, OwnerRights owners, Callers callers) {
        this.hunts = hunts;
        this.owners = owners;
        this.callers = callers;
    }

    @POST
    @RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createHunt", summary = "Save a hunt, as written or from a template; the caller owns it")
    @APIResponse(
            responseCode = "201",
            description = "The hunt; its address is in Location",
            content = @Content(schema = @Schema(implementation = HuntView.class)))
    public Uni<RestResponse<HuntView>> create(
            @Parameter(description = "The same request again under the same key makes no second hunt")
                    @HeaderParam("Idempotency-Key")
                    @Size(min = 1, max = 255)
                    @Nullable
                    String idempotencyKey,
            @Valid @NotNull HuntRequest request) {
        Caller caller = callers.current();
        return hunts.create(caller, request, idempotencyKey).map(made -> created(caller, made));
    }

    @GET
    @Operation(operationId = "listHunts", summary = "List the hunts that the caller sees, newest first")
    // Parameters and not one bean: each is declared once here, and unknown ones are refused by these names.
    public Uni<Page<HuntView>> list(
            @Parameter(description = "One of the hunt's tags, in any case") @QueryParam("tag") @Size(max = 64) @Nullable
                    String tag,
            @Parameter(description = "Part of the hunt's name, in any case")
                    @QueryParam("name")
                    @Size(max = 200)
                    @Nullable
                    String name,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"private", "team", "roles"}))
                    @QueryParam("sharing_mode")
                    @Nullable
                    String sharingMode,
            @QueryParam("schedule_enabled") @Nullable Boolean scheduleEnabled,
            @Parameter(description = "Whether the caller made it") @QueryParam("is_owner") @Nullable Boolean isOwner,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller caller = callers.current();
        HuntFilter filter = new HuntFilter(tag, name, mode(sharingMode), scheduleEnabled, isOwner);
        return hunts.list(caller, filter, limit, cursor).map(page -> page.map(hunt -> view(caller, hunt)));
    }

    @GET
    @Path("/{hunt_id}")
    @Operation(operationId = "getHunt", summary = "Read a hunt; its version is in the ETag header")
    public Uni<RestResponse<HuntView>> get(@PathParam("hunt_id") String huntId) {
        Caller caller = callers.current();
        return hunts.get(caller, huntId).map(hunt -> answer(RestResponse.ResponseBuilder.ok(), caller, hunt));
    }

    @PATCH
    @Path("/{hunt_id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchHunt",
            summary = "Change description, tags and audience by JSON merge patch (RFC 7386); its owner only")
    public Uni<RestResponse<HuntView>> patch(
            @PathParam("hunt_id") String huntId,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = HuntPatch.class))) @NotNull
                    ObjectNode patch) {
        Caller caller = callers.current();
        return hunts.patch(caller, huntId, patch, ifMatch)
                .map(hunt -> answer(RestResponse.ResponseBuilder.ok(), caller, hunt));
    }

    @PUT
    @Path("/{hunt_id}/schedule")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "scheduleHunt",
            summary = "Let a hunt run by itself on what is stored from now on, or stop it; its owner only")
    public Uni<RestResponse<HuntView>> schedule(
            @PathParam("hunt_id") String huntId,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull HuntScheduleRequest request) {
        Caller caller = callers.current();
        return hunts.schedule(caller, huntId, request, ifMatch)
                .map(hunt -> answer(RestResponse.ResponseBuilder.ok(), caller, hunt));
    }

    @DELETE
    @Path("/{hunt_id}")
    @ResponseStatus(204)
    @Operation(operationId = "deleteHunt", summary = "Delete a hunt and the records of its runs; its owner only")
    public Uni<Void> delete(
            @PathParam("hunt_id") String huntId,
            @Parameter(description = IF_MATCH) @HeaderParam("If-Match") @Nullable String ifMatch) {
        return hunts.delete(callers.current(), huntId, ifMatch);
    }

    private RestResponse<HuntView> created(Caller caller, HuntService.Made made) {
        RestResponse.ResponseBuilder<HuntView> builder = RestResponse.ResponseBuilder.created(location(made.hunt()));
        return answer(made.replayed() ? builder.header(KeyedRequest.REPLAYED, "true") : builder, caller, made.hunt());
    }

    private RestResponse<HuntView> answer(RestResponse.ResponseBuilder<HuntView> builder, Caller caller, Hunt hunt) {
        return builder.entity(view(caller, hunt)).header("ETag", hunt.etag()).build();
    }

    private HuntView view(Caller caller, Hunt hunt) {
        return HuntView.of(hunt, caller, owners.objection(hunt));
    }

    private static URI location(Hunt hunt) {
        return URI.create("/api/v1/siem/hunts/" + hunt.id());
    }

    private static @Nullable SharingMode mode(@Nullable String word) {
        return word == null
                ? null
                : Arrays.stream(SharingMode.values())
                        .filter(mode -> mode.wireName().equals(word))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid(
                                "?sharing_mode", "invalid_value", "sharing_mode is private, team or roles"));
    }
}
