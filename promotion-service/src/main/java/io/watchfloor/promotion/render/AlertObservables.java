package io.watchfloor.promotion.render;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.observables.Observable;
import io.watchfloor.observables.ObservableExtractor;
import io.watchfloor.rules.dedup.FieldValues;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The observables of an alert: unique, the group's first, then the events' in their order. */
public final class AlertObservables {
    /** Most observables of one alert; what comes later is left out. */
    public static final int MAX = 100;

    private static final ObservableExtractor EXTRACTOR = new ObservableExtractor();

    private AlertObservables() {}

    public static List<ObservableValue> of(Map<String, String> group, Collection<Event> events) {
        return Stream.concat(
                        EXTRACTOR.fromEvent(FieldValues.ecs(group)).stream(),
                        events.stream().flatMap(event -> EXTRACTOR.fromEvent(event.fields()).stream()))
                .distinct()
                .limit(MAX)
                .map(AlertObservables::contract)
                .toList();
    }

    private static ObservableValue contract(Observable observable) {
        return new ObservableValue(observable.type().wireName(), Text.storable(observable.value()));
    }
}
