package io.watchfloor.detection.sigma;

import io.smallrye.mutiny.Uni;
import io.watchfloor.detection.sigma.ImportService.Wish;
import io.watchfloor.platform.identity.Callers;
import io.watchfloor.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Import of Sigma rules: one file, a list of files, or a zip of them. */
@Tag(name = "rules")
@Path("/api/v1/detections/rules/import")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.DETECTION_ENGINEER, Roles.ADMIN})
public class ImportResource {
    private final ImportService service;
    private final Callers callers;

    ImportResource(ImportService service, Callers callers) {
        this.service = service;
        this.callers = callers;
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
    @Operation(
            operationId = "importRuleFile",
            summary =
                    "Import one file of Sigma rules; a document's id is the rule's, so that the next import changes it")
    public Uni<ImportReport> file(
            @QueryParam("dry_run") @DefaultValue("false") boolean dryRun,
            @QueryParam("enable") @DefaultValue("false") boolean enable,
            @QueryParam("allow_untested") @DefaultValue("false") boolean allowUntested,
            @QueryParam("file_name") @DefaultValue("rule.yml") String fileName,
            @NotNull byte[] yaml) {
        return service.importFile(callers.current(), fileName, yaml, new Wish(dryRun, enable, allowUntested));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importRuleFiles",
            summary = "Import files of Sigma rules; nothing is taken of a file with a problem, the others go on")
    public Uni<ImportReport> files(
            @QueryParam("dry_run") @DefaultValue("false") boolean dryRun,
            @QueryParam("enable") @DefaultValue("false") boolean enable,
            @QueryParam("allow_untested") @DefaultValue("false") boolean allowUntested,
            @NotEmpty List<@NotNull @Valid RuleFile> files) {
        return service.importFiles(callers.current(), files, new Wish(dryRun, enable, allowUntested));
    }

    @POST
    @Consumes("application/zip")
    @Operation(
            operationId = "importRuleArchive",
            summary =
                    "Import the .yml and .yaml files of a zip; allow_untested (administrators) enables rules without tests")
    public Uni<ImportReport> archive(
            @QueryParam("dry_run") @DefaultValue("false") boolean dryRun,
            @QueryParam("enable") @DefaultValue("false") boolean enable,
            @QueryParam("allow_untested") @DefaultValue("false") boolean allowUntested,
            @NotNull byte[] zip) {
        return service.importArchive(callers.current(), zip, new Wish(dryRun, enable, allowUntested));
    }
}
