package io.watchfloor.search.tools;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.BiFunction;

/** Reads a number as a number and a text as a text, as the published schemas say: nothing is made into something else. */
public final class StrictScalars implements BiFunction<ObjectMapper, Type, ObjectReader> {
    private static final List<CoercionInputShape> NOT_TEXT =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);

    /** Made by the framework. */
    public StrictScalars() {}

    @Override
    public ObjectReader apply(ObjectMapper mapper, Type type) {
        @SuppressWarnings("deprecation") // the way to switch it off on a copy
        ObjectMapper strict = mapper.copy()
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        for (CoercionInputShape shape : NOT_TEXT) {
            var unused = strict.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return strict.readerFor(strict.constructType(type));
    }
}
