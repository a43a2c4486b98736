package io.watchfloor.search.ingest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key to make. {@code name} says whose it is, such as the shipper or the site. */
@Schema(name = "IngestKeyRequest")
public record IngestKeyRequest(@NotBlank @Size(max = 100) String name) {}
