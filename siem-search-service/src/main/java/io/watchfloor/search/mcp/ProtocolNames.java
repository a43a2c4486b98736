package io.watchfloor.search.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The members of the protocol's messages are named as it says, {@code isError}, while everything else of ours is {@code snake_case}. */
@Singleton
class ProtocolNames implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setAnnotationIntrospector(AnnotationIntrospectorPair.pair(
                new OfTheProtocol(), mapper.getSerializationConfig().getAnnotationIntrospector()));
    }

    private static final class OfTheProtocol extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;
        private static final String PACKAGE = ToolResponse.class.getPackageName();

        @Override
        public @Nullable Object findNamingStrategy(AnnotatedClass type) {
            return type.getRawType().getPackageName().startsWith(PACKAGE) ? LowerCamelCaseStrategy.class : null;
        }
    }
}
