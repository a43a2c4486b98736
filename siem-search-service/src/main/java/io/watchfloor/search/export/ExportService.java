package io.watchfloor.search.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.search.EventSelection;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoppedException;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Exports what a query finds of what is stored when the export begins. It leaves two audit records: that it began, and how it ended. */
@ApplicationScoped
public class ExportService {
    private static final HighWater BEGINNING = new HighWater(Map.of());

    private final EventStore store;
    private final SourceConfig sources;
    private final ExportConfig limits;
    private final ExportAudit audit;
    private final Clock clock;
    private final Streams streams;

    ExportService(EventStore store, SourceConfig sources, ExportConfig limits, ExportAudit audit, Clock clock) {
        this.store = store;
        this.sources = sources;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
        this.streams = new Streams(limits.perTenant(), limits.concurrent());
    }

    /**
     * The records of an export, as the receiver takes them.
     *
     * @param at where the request's fields were: {@code /} in a body, {@code ?} in parameters
     */
    Multi<String> export(Caller caller, ExportRequest request, String at) {
        FieldRights rights = FieldRights.of(caller);
        EventSelection selection = EventSelection.of(request, rights, at, sources.known(), clock.instant());
        ExportFormat format = ExportFormat.of(request.format(), at);
        ExportWriter writer = new ExportWriter(format, Columns.of(request.fields(), format, rights, at));
        return streams.open(
                caller.tenant(),
                () -> audit.began(caller, selection, writer)
                        .chain(id -> begun(caller, selection, id))
                        .onItem()
                        .transformToMulti(export -> records(caller, writer, export)));
    }

    private record Export(UUID id, StopSignal stop, ExportRun run) {}

    private Uni<Export> begun(Caller caller, EventSelection selection, UUID id) {
        StopSignal stop = new StopSignal(clock, clock.instant().plus(limits.time()));
        StoreQuery query = selection.of(caller.tenant()).until(stop);
        return store.highWater()
                .map(upTo -> query.of(new SequenceRange(BEGINNING, upTo)))
                .map(stored -> new Export(id, stop, new ExportRun(stored, limits.maxEvents())));
    }

    private Multi<String> records(Caller caller, ExportWriter writer, Export export) {
        Multi<String> events = Multi.createBy()
                .repeating()
                .uni(export::run, this::step)
                .whilst(ExportRun::unfinished)
                .map(run -> writer.records(run.chunk()));
        Uni<String> end = Uni.createFrom().deferred(() -> ended(caller, export)).map(writer::end);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(writer.header()), events, end.toMulti())
                .select()
                .where(text -> !text.isEmpty())
                .onCancellation()
                .invoke(export.stop()::cancel);
    }

    private Uni<ExportRun> step(ExportRun run) {
        return store.scan(run.next())
                .map(run::take)
                .onFailure(StoppedException.class)
                .recoverWithItem(run::stopped);
    }

    private Uni<ExportEnd> ended(Caller caller, Export export) {
        ExportEnd end = export.run().end();
        return audit.ended(caller, export.id(), end).replaceWith(end);
    }
}
