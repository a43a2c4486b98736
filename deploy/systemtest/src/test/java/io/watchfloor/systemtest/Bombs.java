package io.watchfloor.systemtest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests that are made to be costly: to parse, to prune for, to evaluate, to hold in memory or to answer. */
final class Bombs {
    /** Some of each kind, for every build. */
    private static final Set<String> FEW = Set.of(
            "any letter",
            "ten thousand terms",
            "ten thousand parentheses",
            "an exponent of nine digits",
            "everything four hundred times",
            "a query of sixteen mebibytes",
            "brackets without end",
            "the largest page of all",
            "ids",
            "values that begin with a lot",
            "an export of everything");

    /** One request. {@code body} null is a GET. */
    record Bomb(String name, String path, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String SEARCH = "/api/v1/siem/search";
    private static final String ALWAYS = "\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"9999-12-31T23:59:59Z\"";
    private static final String DIGITS = "9".repeat(4_000);

    private final List<Bomb> bombs = new ArrayList<>();

    private Bombs() {}

    static List<Bomb> all() {
        Bombs made = new Bombs();
        made.wildcards();
        made.clauses();
        made.ranges();
        made.patterns();
        made.texts();
        made.bodies();
        made.counts();
        made.others();
        return List.copyOf(made.bombs);
    }

    static List<Bomb> few() {
        return all().stream().filter(bomb -> FEW.contains(bomb.name())).toList();
    }

    private void wildcards() {
        query("one letter within", "*e*");
        query("ends with a letter", "*a");
        query("any field ends with a letter", "\\*:*a");
        query("a family of fields", "*.*:*x*");
        query("any letter", "?*");
        query("eight letters in a row", "message:*a*b*c*d*e*f*g*h*");
        query("four hundred letters in a row", "message:*" + "a*".repeat(400));
        query("nine hundred of any letter", "message:" + "?".repeat(900));
        query("a pattern too long", "message:*" + "ab*".repeat(2_000));
        query("five hundred patterns", some(500, " OR ", i -> "*" + (char) ('a' + i % 26) + "*"));
    }

    private void clauses() {
        query("ten thousand terms", some(10_000, " OR ", i -> "term" + i));
        query("a thousand terms", some(1_000, " OR ", i -> "t" + i));
        query("a thousand fields", some(700, " OR ", i -> "f" + i + ":1"));
        query("a thousand negations", some(1_000, " ", i -> "-a" + i));
        query("sixty parentheses", "(".repeat(60) + "a" + ")".repeat(60));
        query("ten thousand parentheses", "(".repeat(4_000) + "a" + ")".repeat(4_000));
        query("a thousand nots", "NOT ".repeat(1_000) + "a");
        query("branches without end", some(60, "", i -> "(a" + i + " OR ") + "b" + ")".repeat(60));
        query("not a word that is nowhere", "NOT zzzzqqqq");
        query("what exists", "_exists_:\\*");
    }

    private void ranges() {
        query("all numbers", "event.sequence:[-" + DIGITS + " TO " + DIGITS + "]");
        query("an exponent of nine digits", "event.sequence:>1e999999999");
        query("a small exponent of nine digits", "event.sequence:[1e-999999999 TO 1e999999999]");
        query("a number of four thousand digits", "event.sequence:" + DIGITS);
        query("all times", "@timestamp:[\"0001-01-01T00:00:00Z\" TO \"9999-12-31T23:59:59Z\"]");
        query("all texts", "message:[* TO *]");
        query("texts from one letter on", "message:[a TO zzzzzzzz]");
        query("all addresses", "source.ip:0.0.0.0/0");
        query("all addresses of version 6", "source.ip:\"::/0\"");
        query("no network at all", "source.ip:999.999.999.999/99");
        query("a network of a thousand networks", some(400, " OR ", i -> "source.ip:10." + i % 256 + ".0.0/16"));
    }

    private void patterns() {
        query("nested plus", "message:/(a+)+$/");
        query("nested star", "message:/(.*)*x/");
        query("alternatives that overlap", "message:/(x|xx|xxx)*y/");
        query("repeats of repeats", "message:/((a{0,100}){0,100}){0,100}/");
        query("a repeat of a thousand", "message:/[^x]{1,1000}y/");
        query("everything four hundred times", "message:/" + ".*".repeat(400) + "/");
        query("letters of any script", "message:/(\\\\p{L}|\\\\p{N}){500}/");
        query("any field by pattern", "\\*:/.*(e|a).*(1|2).*/");
        query("a hundred patterns", some(100, " OR ", i -> "message:/.*a" + i + ".*z/"));
    }

    private void texts() {
        query("a phrase of a thousand words", "\"" + "event ".repeat(1_000) + "\"");
        query("marks upon marks", "message:*e" + "\\u0301".repeat(300) + "*");
        query("half a character", "message:\\ud800*");
        query("no characters", "message:\\u0000\\u200b\\u202e*");
        query("letters that grow", "message:*" + "\\ufdfa".repeat(300) + "*");
        search("a query of a mebibyte", "{\"query\":\"" + "a".repeat(1 << 20) + "\"}");
        search("a query of sixteen mebibytes", "{\"query\":\"" + "a".repeat(16 << 20) + "\"}");
        get("a query of sixty kilobytes in the address", SEARCH + "?query=" + "a".repeat(60_000));
    }

    private void bodies() {
        search("brackets without end", "{\"query\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        search(
                "a hundred thousand members",
                "{\"query\":\"*\"," + some(100_000, ",", i -> "\"x" + i + "\":" + i) + "}");
        search("a page of a number without end", "{\"query\":\"*\",\"max_results\":1e999999999}");
        search("a page of a million", "{\"query\":\"*\"," + ALWAYS + ",\"max_results\":1000000}");
        search("the largest page of all", "{\"query\":\"*\"," + ALWAYS + ",\"max_results\":1000}");
        search("oldest first of all", "{\"query\":\"*e*\"," + ALWAYS + ",\"sort\":\"@timestamp:asc\"}");
        search("a range without end", "{\"query\":\"*\",\"time_range\":\"" + DIGITS + "d\"}");
        search("a cursor of sixty kilobytes", "{\"query\":\"*\",\"cursor\":\"" + "A".repeat(60_000) + "\"}");
        search(
                "ten thousand filters",
                "{\"query\":\"*\",\"filters\":["
                        + some(10_000, ",", i -> "{\"field\":\"f" + i + "\",\"operator\":\"eq\",\"value\":\"x\"}")
                        + "]}");
        search(
                "ten thousand fields",
                "{\"query\":\"*\",\"fields\":[" + some(10_000, ",", i -> "\"f" + i + ".*\"") + "]}");
    }

    private void counts() {
        String everything = "{\"query\":\"*\"," + ALWAYS;
        post("a bucket of each millisecond", SEARCH + "/histogram", everything + ",\"interval\":\"1ms\"}");
        post("a bucket of each second", SEARCH + "/histogram", everything + ",\"interval\":\"1s\"}");
        post("buckets of no length", SEARCH + "/histogram", everything + ",\"interval\":\"0s\"}");
        post("unique values", SEARCH + "/facets", everything + ",\"fields\":[\"session.id\"],\"size\":1000}");
        post("ids", SEARCH + "/facets", everything + ",\"fields\":[\"event.id\",\"message\"],\"size\":1000}");
        post("a million values", SEARCH + "/facets", everything + ",\"fields\":[\"session.id\"],\"size\":1000000}");
        post(
                "a thousand facets",
                SEARCH + "/facets",
                everything + ",\"fields\":[" + some(1_000, ",", i -> "\"f" + i + "\"") + "],\"size\":100}");
        post(
                "values where a pattern matches",
                SEARCH + "/facets",
                "{\"query\":\"message:/.*(a|e).*z/\"," + ALWAYS + ",\"fields\":[\"session.id\"],\"size\":1000}");
    }

    private void others() {
        String everything = "from=1970-01-01T00:00:00Z&to=9999-12-31T23:59:59Z";
        get("names of all fields", SEARCH + "/fields?" + everything + "&limit=1000000");
        get("values that begin with nothing", SEARCH + "/suggest?field=session.id&prefix=&" + everything);
        get(
                "values that begin with a lot",
                SEARCH + "/suggest?field=session.id&prefix=" + "a".repeat(50_000) + "&" + everything);
        get("an export of everything", SEARCH + "/export?format=csv&query=*&" + everything);
        get(
                "an export of what is hard to find",
                SEARCH + "/export?format=ndjson&query=" + encoded("message:/.*(a|e).*zz/") + "&" + everything);
        post(
                "the cost of a thousand patterns",
                SEARCH + "/validate",
                "{\"query\":\"" + some(900, " OR ", i -> "*" + (char) ('a' + i % 26) + "*") + "\"}");
    }

    private void query(String name, String query) {
        search(name, "{\"query\":\"" + query.replace("\"", "\\\"") + "\"," + ALWAYS + "}");
    }

    private void search(String name, String body) {
        post(name, SEARCH, body);
    }

    private void post(String name, String path, String body) {
        bombs.add(new Bomb(name, path, body));
    }

    private void get(String name, String path) {
        bombs.add(new Bomb(name, path, null));
    }

    private interface Part {
        String of(int i);
    }

    private static String some(int count, String between, Part part) {
        return IntStream.range(0, count).mapToObj(part::of).collect(Collectors.joining(between));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
