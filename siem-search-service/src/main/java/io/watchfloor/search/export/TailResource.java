package io.watchfloor.search.export;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.search.store.HighWater;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Following what is stored. */
@Path("/api/v1/siem/search/tail")
@Tag(name = "Search")
@RolesAllowed({Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN, Roles.SERVICE})
public class TailResource {
    private final TailService service;
    private final Callers callers;
    private final SecurityIdentity identity;
    private final TailIds ids;

    TailResource(TailService service, TailIds ids, Callers callers, SecurityIdentity identity) {
        this.service = service;
        this.ids = ids;
        this.callers = callers;
        this.identity = identity;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "tailEvents", summary = "Events that match a query, as they are stored")
    @APIResponse(
            responseCode = "200",
            description = "Server-sent events named event, gap, heartbeat and end",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> tail(
            @Parameter(description = "Lucene query syntax; * finds everything", required = true)
                    @RestQuery("query")
                    @Nullable
                    String query,
            @Parameter(description = "Only events of this source") @RestQuery("source") @Nullable String source,
            @Parameter(description = "The id of the last event that was received: goes on behind it")
                    @RestHeader("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context Sse sse) {
        Caller caller = callers.current();
        HighWater from = ids.read(caller.tenant(), lastEventId);
        return service.tail(caller, new TailRequest(query, source), from, expiry())
                .map(event -> sent(sse, caller, event));
    }

    private Instant expiry() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Instant.ofEpochSecond(token.getExpirationTime())
                : Instant.MAX;
    }

    private OutboundSseEvent sent(Sse sse, Caller caller, TailEvent event) {
        OutboundSseEvent.Builder builder = sse.newEventBuilder()
                .name(event.name())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, event.data());
        return event.from() == null
                ? builder.build()
                : builder.id(ids.of(caller.tenant(), event.from())).build();
    }
}
