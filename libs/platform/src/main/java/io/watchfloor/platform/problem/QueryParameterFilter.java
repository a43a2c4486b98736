package io.watchfloor.platform.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the operation does not declare, empty ones and ones of the wrong type: a misspelt filter
 * must not become "no filter".
 */
@Singleton
public class QueryParameterFilter {
    private final Map<Method, SortedMap<String, Class<?>>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri) {
        Method method = resource.getResourceMethod();
        if (method == null || uri.getQueryParameters().isEmpty()) {
            return;
        }
        SortedMap<String, Class<?>> known = declared.computeIfAbsent(method, QueryParameterFilter::declared);
        new TreeMap<>(uri.getQueryParameters()).forEach((name, values) -> check(known, name, values));
    }

    private static void check(SortedMap<String, Class<?>> known, String name, List<String> values) {
        Class<?> type = known.get(name);
        if (type == null) {
            String message = known.isEmpty()
                    ? "This operation takes no query parameters"
                    : "Known parameters: " + String.join(", ", known.keySet());
            throw new ProblemException(CommonProblem.UNKNOWN_PARAMETER, "Unknown parameter " + name)
                    .at("?" + name, "unknown_parameter", message);
        }
        for (String value : values) {
            if (value.isBlank()) {
                throw ProblemException.invalid("?" + name, "empty", "Give " + name + " a value or leave it out");
            }
            String expected = expected(type, value);
            if (expected != null) {
                throw ProblemException.invalid("?" + name, "wrong_type", name + " must be " + expected);
            }
        }
    }

    /** What the type wants, if the value is not that. */
    private static @Nullable String expected(Class<?> type, String value) {
        if (type == boolean.class || type == Boolean.class) {
            return value.equals("true") || value.equals("false") ? null : "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            long most = type == int.class || type == Integer.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
            return whole(value, most) ? null : "a whole number";
        }
        return null;
    }

    private static boolean whole(String value, long most) {
        try {
            return Math.abs(Long.parseLong(value)) <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static SortedMap<String, Class<?>> declared(Method method) {
        SortedMap<String, Class<?>> names = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            RestQuery rest = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                names.put(query.value(), parameter.getType());
            } else if (rest != null) {
                names.put(rest.value().isEmpty() ? parameter.getName() : rest.value(), parameter.getType());
            }
        }
        return names;
    }
}
