package io.watchfloor.parsers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The XML of one event of the event log in the form that its converters to JSON give it. One pass, without entities of a
 * document's own, so that no text can be made to grow.
 */
final class WindowsXml {
    private WindowsXml() {}

    static boolean begins(String line) {
        return line.startsWith("<Event ") || line.startsWith("<Event>");
    }

    /** The event, or null when the text has no System element. */
    static @Nullable Map<String, Object> read(String xml) {
        String system = inside(xml, "System");
        if (system == null) {
            return null;
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("System", elements(system));
        String data = inside(xml, "EventData");
        event.put("EventData", data == null ? Map.of() : WindowsDataXml.read(data));
        String user = inside(xml, "UserData");
        if (user != null) {
            event.put("UserData", Map.of("Event", elements(user)));
        }
        String rendered = inside(xml, "Message");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Event", event);
        body.put("Message", rendered == null ? null : WindowsDataXml.text(rendered));
        return body;
    }

    private static @Nullable String inside(String xml, String element) {
        int open = xml.indexOf("<" + element);
        int start = open < 0 ? -1 : xml.indexOf('>', open);
        int end = start < 0 ? -1 : xml.indexOf("</" + element + ">", start);
        return end < 0 ? null : xml.substring(start + 1, end);
    }

    /** The elements in a text by name: their text, or their attributes and their text. */
    private static Map<String, Object> elements(String xml) {
        Map<String, Object> elements = new LinkedHashMap<>();
        int at = xml.indexOf('<');
        while (at >= 0) {
            int end = xml.indexOf('>', at);
            if (end < 0) {
                break;
            }
            boolean empty = xml.charAt(end - 1) == '/';
            String tag = xml.substring(at + 1, empty ? end - 1 : end);
            String name = name(tag);
            int close = empty ? -1 : xml.indexOf("</" + name + ">", end);
            if (!tag.startsWith("/") && !name.isEmpty()) {
                String text = close < 0
                        ? ""
                        : WindowsDataXml.text(xml.substring(end + 1, close).strip());
                elements.put(name, element(tag, text));
            }
            at = xml.indexOf('<', close < 0 || text(xml, end, close) ? end : close);
        }
        return elements;
    }

    /** Whether there are elements between two places. */
    private static boolean text(String xml, int from, int to) {
        int next = xml.indexOf('<', from);
        return next >= 0 && next < to;
    }

    private static Object element(String tag, String text) {
        Map<String, Object> attributes = attributes(tag);
        if (attributes.isEmpty()) {
            return text;
        }
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("#attributes", attributes);
        if (!text.isEmpty()) {
            element.put("#text", text);
        }
        return element;
    }

    private static String name(String tag) {
        int end = 0;
        while (end < tag.length() && !Character.isWhitespace(tag.charAt(end))) {
            end++;
        }
        return tag.substring(0, end);
    }

    private static Map<String, Object> attributes(String tag) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        int equals = tag.indexOf('=');
        while (equals > 0 && equals + 1 < tag.length()) {
            char quote = tag.charAt(equals + 1);
            int close = quote == '"' || quote == '\'' ? tag.indexOf(quote, equals + 2) : -1;
            if (close < 0) {
                break;
            }
            int start = equals;
            while (start > 0 && !Character.isWhitespace(tag.charAt(start - 1))) {
                start--;
            }
            attributes.put(tag.substring(start, equals), WindowsDataXml.text(tag.substring(equals + 2, close)));
            equals = tag.indexOf('=', close);
        }
        attributes.remove("xmlns");
        return attributes;
    }
}
