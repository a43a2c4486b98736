package io.watchfloor.cli.bench.corpus;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of a sample's event with places in which each event made of it has its own values. */
final class CorpusTemplate {
    private static final int TAKEN_IN_MILLIS = 200;
    private static final int NOTHING = -1;
    private static final Set<String> OWN =
            Set.of(Event.ID, Event.TIMESTAMP, Event.INGESTED, Event.TENANT, Event.SOURCE);

    /** @param slot behind the text, or {@link #NOTHING} */
    private record Piece(String text, int slot) {}

    private final String source;
    private final List<Piece> pieces;
    private final List<Slot> slots;
    private final int host;

    private CorpusTemplate(String source, List<Piece> pieces, List<Slot> slots, int host) {
        this.source = source;
        this.pieces = List.copyOf(pieces);
        this.slots = List.copyOf(slots);
        this.host = host;
    }

    /** @param event ECS, flat; values are strings, numbers, booleans and lists of those */
    static CorpusTemplate of(Map<String, Object> event, boolean original) {
        Writer writer = new Writer(event);
        event.forEach((field, value) -> {
            if (!OWN.contains(field) && (original || !field.equals(Event.ORIGINAL))) {
                writer.field(field, value);
            }
        });
        writer.close();
        String source = Objects.toString(event.get(Event.SOURCE), "app");
        Slot host = writer.slots.stream()
                .filter(slot -> slot.kind() == Slot.Kind.HOST)
                .findFirst()
                .orElse(null);
        return new CorpusTemplate(
                source, writer.pieces, writer.slots, host == null ? NOTHING : writer.slots.indexOf(host));
    }

    /** @param arrival when it is taken in */
    CorpusEvent event(String tenant, Instant time, Instant arrival, Draw draw) {
        String id = id(time, draw);
        String[] values = new String[slots.size()];
        StringBuilder json = new StringBuilder(2_048)
                .append("{\"event.id\":\"")
                .append(id)
                .append("\",\"@timestamp\":\"")
                .append(ContractJson.MILLIS.format(time))
                .append("\",\"event.ingested\":\"")
                .append(ContractJson.MILLIS.format(arrival.plusMillis(TAKEN_IN_MILLIS)))
                .append("\",\"watchfloor.tenant\":\"")
                .append(tenant)
                .append("\",\"watchfloor.source\":\"")
                .append(source)
                .append('"');
        for (Piece piece : pieces) {
            json.append(piece.text());
            if (piece.slot() != NOTHING) {
                json.append(value(piece.slot(), values, draw));
            }
        }
        String key = host == NOTHING ? id : value(host, values, draw);
        return new CorpusEvent(id, tenant, key, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String value(int slot, @Nullable String[] values, Draw draw) {
        String value = values[slot];
        if (value == null) {
            value = draw.value(slots.get(slot).kind(), slots.get(slot).sample());
            values[slot] = value;
        }
        return value;
    }

    /** As the parsers make them: the time, then bits. */
    private static String id(Instant time, Draw draw) {
        long high = time.toEpochMilli() << 16 | 0x7000 | draw.bits() & 0x0fff;
        return new UUID(high, 0x8000_0000_0000_0000L | draw.bits() >>> 2).toString();
    }

    /** Cuts an event's JSON at its slots. */
    private static final class Writer {
        private final SlotFinder finder;
        private final List<Piece> pieces = new ArrayList<>();
        private final List<Slot> slots = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Writer(Map<String, Object> event) {
            this.finder = new SlotFinder(event);
        }

        void field(String name, Object value) {
            text.append(',').append(quoted(name)).append(':');
            if (value instanceof List<?> values) {
                text.append('[');
                for (int i = 0; i < values.size(); i++) {
                    text.append(i == 0 ? "" : ",");
                    value(name, values.get(i));
                }
                text.append(']');
            } else {
                value(name, value);
            }
        }

        private void value(String name, Object value) {
            switch (value) {
                case Number number -> piece(slotted(number, finder.find(name, number)), finder.find(name, number));
                case Boolean flag -> text.append(flag);
                default -> {
                    text.append('"');
                    finder.find(name, value.toString(), this::escaped);
                    text.append('"');
                }
            }
        }

        private static String slotted(Number number, @Nullable Slot slot) {
            return slot == null ? number.toString() : "";
        }

        private void escaped(String piece, @Nullable Slot slot) {
            piece(new String(JsonStringEncoder.getInstance().quoteAsString(piece)), slot);
        }

        private static String quoted(String name) {
            return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
        }

        private void piece(String before, @Nullable Slot slot) {
            text.append(before);
            if (slot != null) {
                if (!slots.contains(slot)) {
                    slots.add(slot);
                }
                end(slots.indexOf(slot));
            }
        }

        void close() {
            text.append('}');
            end(NOTHING);
        }

        private void end(int slot) {
            pieces.add(new Piece(text.toString(), slot));
            text.setLength(0);
        }
    }
}
