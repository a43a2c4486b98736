package io.watchfloor.parsers.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file as CloudTrail delivers it: one object with all records of some minutes. */
public final class CloudTrailFile {
    private CloudTrailFile() {}

    /** The records of the object; the object alone when it is no such file. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> records(Map<String, Object> body) {
        if (body.size() > 2 || !(body.get("Records") instanceof List<?> elements) || elements.isEmpty()) {
            return List.of(body);
        }
        List<Map<String, Object>> records = new ArrayList<>();
        for (Object element : elements) {
            if (!(element instanceof Map<?, ?> record)) {
                return List.of(body);
            }
            records.add((Map<String, Object>) record);
        }
        return records;
    }
}
