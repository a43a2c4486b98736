package io.watchfloor.platform.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the operation does not declare: a misspelt filter must not become "no filter". */
@Singleton
public class UnknownParameterFilter {
    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void refuseUnknown(ResourceInfo resource, UriInfo uri) {
        Set<String> sent = uri.getQueryParameters().keySet();
        Method method = resource.getResourceMethod();
        if (sent.isEmpty() || method == null) {
            return;
        }
        Set<String> allowed = known.computeIfAbsent(method, UnknownParameterFilter::declared);
        Optional<String> unknown =
                sent.stream().filter(name -> !allowed.contains(name)).sorted().findFirst();
        if (unknown.isPresent()) {
            String message = allowed.isEmpty()
                    ? "This operation takes no query parameters"
                    : "Known parameters: " + String.join(", ", allowed);
            throw new ProblemException(CommonProblem.UNKNOWN_PARAMETER, "Unknown parameter " + unknown.get())
                    .at("?" + unknown.get(), "unknown_parameter", message);
        }
    }

    private static Set<String> declared(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            RestQuery rest = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                names.add(query.value());
            } else if (rest != null) {
                names.add(rest.value().isEmpty() ? parameter.getName() : rest.value());
            }
        }
        return names;
    }
}
