package io.watchfloor.platform.problem;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Documents the problem answers on every operation, once. */
public class ProblemResponses implements OASFilter {
    private static final Map<String, String> COMMON = Map.of(
            "400", "The request is not valid; errors name the field or the position",
            "401", "Credentials are missing or not valid",
            "403", "The caller's roles do not allow this",
            "404", "There is no such resource in the caller's tenant");

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        COMMON.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            if (!operation.getResponses().hasAPIResponse(entry.getKey())) {
                operation.getResponses().addAPIResponse(entry.getKey(), response(entry.getValue()));
            }
        });
        return operation;
    }

    private static APIResponse response(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType()));
    }
}
