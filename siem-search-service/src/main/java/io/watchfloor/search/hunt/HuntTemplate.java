package io.watchfloor.search.hunt;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A hunt to begin with.
 *
 * @param mitreTechniques what it looks for, as ATT&CK technique ids
 * @param sample a log line that it finds, to try it with
 */
@Schema(name = "HuntTemplate")
public record HuntTemplate(
        String templateId,
        String name,
        String description,
        String query,
        String timeRange,
        int scheduleIntervalMinutes,
        List<String> tags,
        List<String> mitreTechniques,
        String sample) {
    public HuntTemplate {
        tags = List.copyOf(tags);
        mitreTechniques = List.copyOf(mitreTechniques);
    }
}
