package io.watchfloor.search.hunt;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a hunt can be changed; null takes it away. */
@Schema(name = "HuntPatch")
public record HuntPatch(
        @Nullable @Size(max = 4_000) String description,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,
        @Nullable SharingMode sharingMode,
        @Nullable List<String> sharedWithRoles) {

    static HuntPatch of(Hunt hunt) {
        return new HuntPatch(
                hunt.spec().description(),
                hunt.spec().tags(),
                hunt.sharing().mode(),
                hunt.sharing().roles());
    }

    List<String> tagsOrNone() {
        return tags == null ? List.of() : tags;
    }
}
