package io.watchfloor.detection.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** State stores of bytes under bytes. */
final class ByteStores {
    private ByteStores() {}

    /** The stores to add to a topology; {@code kind} makes one of a name. */
    static Set<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> kind, String... names) {
        return Arrays.stream(names)
                .map(name -> Stores.keyValueStoreBuilder(kind.apply(name), Serdes.Bytes(), Serdes.ByteArray()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Deletes what is kept from one key to another, both included. */
    static void deleteRange(KeyValueStore<Bytes, byte[]> store, Bytes from, Bytes to) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
            range.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
    }
}
