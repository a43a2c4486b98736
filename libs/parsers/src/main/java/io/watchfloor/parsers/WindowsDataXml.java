package io.watchfloor.parsers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code Data} elements of EventData in XML, in one pass and without entities of its own: named ones by name, others in order. */
final class WindowsDataXml {
    private static final String OPEN = "<Data";
    private static final String CLOSE = "</Data>";
    private static final String NAME = "Name=";

    private WindowsDataXml() {}

    static Map<String, Object> read(String xml) {
        Map<String, Object> data = new LinkedHashMap<>();
        List<String> unnamed = new ArrayList<>();
        int at = xml.indexOf(OPEN);
        while (at >= 0) {
            int end = xml.indexOf('>', at);
            char after = at + OPEN.length() < xml.length() ? xml.charAt(at + OPEN.length()) : ' ';
            if (end < 0) {
                break;
            }
            boolean element = after == ' ' || after == '>' || after == '/';
            boolean empty = xml.charAt(end - 1) == '/';
            int close = empty ? end : xml.indexOf(CLOSE, end);
            if (element && close >= 0) {
                put(name(xml.substring(at, end)), empty ? "" : text(xml.substring(end + 1, close)), data, unnamed);
            }
            at = xml.indexOf(OPEN, element && close >= 0 ? close + 1 : end);
        }
        if (!unnamed.isEmpty()) {
            data.put("Data", List.copyOf(unnamed));
        }
        return data;
    }

    private static void put(String name, String text, Map<String, Object> data, List<String> unnamed) {
        if (name.isEmpty()) {
            unnamed.add(text);
        } else {
            data.put(name, text);
        }
    }

    private static String name(String tag) {
        int at = tag.indexOf(NAME);
        int start = at + NAME.length() + 1;
        if (at < 0 || start > tag.length()) {
            return "";
        }
        int end = tag.indexOf(tag.charAt(start - 1), start);
        return end < 0 ? "" : tag.substring(start, end);
    }

    /** The text of an element. */
    static String text(String content) {
        if (content.startsWith("<![CDATA[") && content.endsWith("]]>")) {
            return content.substring("<![CDATA[".length(), content.length() - "]]>".length());
        }
        return content.indexOf('&') < 0
                ? content
                : content.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&");
    }
}
