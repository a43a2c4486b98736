package io.watchfloor.parsers.zeek;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tab separated form: header lines say what the columns of the rows below them are, and come again after every rotation.
 * Rows become what the same record is as JSON, with times as decimals in text. Not thread-safe.
 */
public final class ZeekTable {
    private static final String LINE_MARK = "#";

    private char separator = '\t';
    private String setSeparator = ",";
    private String empty = "(empty)";
    private String unset = "-";
    private String path = "log";
    private List<String> fields = List.of();
    private List<String> types = List.of();

    /** Whether a line begins such a table. */
    public static boolean begins(String line) {
        return line.startsWith("#separator ") || line.startsWith("#fields\t");
    }

    /** Whether the line is one of the header or the end of the table; if it is, it has been taken note of. */
    public boolean header(String line) {
        if (!line.startsWith(LINE_MARK)) {
            return false;
        }
        int end = 1;
        while (end < line.length() && line.charAt(end) != separator && line.charAt(end) != ' ') {
            end++;
        }
        String value = end < line.length() ? line.substring(end + 1) : "";
        switch (line.substring(1, end)) {
            case "separator" ->
                separator = ZeekText.unescape(value).isEmpty()
                        ? '\t'
                        : ZeekText.unescape(value).charAt(0);
            case "set_separator" -> setSeparator = value;
            case "empty_field" -> empty = value;
            case "unset_field" -> unset = value;
            case "path" -> path = value;
            case "fields" -> fields = ZeekText.split(value, separator);
            case "types" -> types = ZeekText.split(value, separator);
            default -> {}
        }
        return true;
    }

    /** The record of a row, or null when the row has not the columns that the header tells. */
    public @Nullable Map<String, Object> row(String line) {
        List<String> values = ZeekText.split(line, separator);
        if (fields.isEmpty() || values.size() != fields.size()) {
            return null;
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("_path", path);
        for (int i = 0; i < values.size(); i++) {
            Object value = value(values.get(i), i < types.size() ? types.get(i) : "string");
            if (value != null) {
                record.put(fields.get(i), value);
            }
        }
        return record;
    }

    /** Why a line is no row of the table. */
    public String complaint() {
        return fields.isEmpty()
                ? "a row of a table without its line of #fields before it"
                : "not as many columns as the header of the table has";
    }

    private @Nullable Object value(String text, String type) {
        if (text.equals(unset)) {
            return null;
        }
        int inner = type.indexOf('[');
        if (inner < 0) {
            return text.equals(empty) ? "" : scalar(text, type);
        }
        if (text.equals(empty)) {
            return null;
        }
        String element = type.substring(inner + 1, type.length() - 1);
        List<Object> elements = new ArrayList<>();
        for (String part : ZeekText.split(text, setSeparator.isEmpty() ? ',' : setSeparator.charAt(0))) {
            Object each = part.equals(unset) ? null : scalar(part, element);
            if (each != null) {
                elements.add(each);
            }
        }
        return elements;
    }

    private static Object scalar(String text, String type) {
        return switch (type) {
            case "bool" -> text.equals("T");
            case "count", "int", "port" -> whole(text);
            case "double", "interval" -> decimal(text);
            default -> ZeekText.unescape(text);
        };
    }

    /** Counters go up to 2^64 - 1: what is beyond 63 bits stays text. */
    private static Object whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object decimal(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
