package io.watchfloor.search.export;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** Writes events as records. */
record ExportWriter(ExportFormat format, Columns columns) {
    private static final CSVFormat RFC_4180 =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    /** What stands before all events. */
    String header() {
        return switch (format) {
            case NDJSON -> "";
            case CSV ->
                csv(List.of(columns.names().stream().map(Formulas::disarmed).toList()));
        };
    }

    /** Records, one an event. */
    String records(List<Event> events) {
        return switch (format) {
            case NDJSON -> ndjson(events.stream().map(columns::chosen).toList());
            case CSV -> csv(events.stream().map(this::values).toList());
        };
    }

    /** The record behind all events. */
    String end(ExportEnd end) {
        return switch (format) {
            case NDJSON -> ndjson(List.of(Map.of("export", end)));
            case CSV -> csv(List.of(padded("# " + text(end))));
        };
    }

    private static String ndjson(List<?> records) {
        StringBuilder lines = new StringBuilder();
        records.forEach(entry -> lines.append(text(entry)).append('\n'));
        return lines.toString();
    }

    private static String text(Object value) {
        return new String(ContractJson.write(value), StandardCharsets.UTF_8);
    }

    private List<String> values(Event event) {
        return columns.names().stream()
                .map(name -> cell(columns.value(name, event)))
                .toList();
    }

    /** A number stays as it is: alone it is no formula. */
    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> Formulas.disarmed(text);
            case List<?> list -> text(list);
            default -> value.toString();
        };
    }

    private List<String> padded(String text) {
        List<String> cells =
                new ArrayList<>(columns.names().stream().map(name -> "").toList());
        cells.set(0, text);
        return cells;
    }

    private static String csv(List<List<String>> records) {
        StringBuilder lines = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(lines, RFC_4180)) {
            for (List<String> cells : records) {
                printer.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes all", e);
        }
        return lines.toString();
    }
}
