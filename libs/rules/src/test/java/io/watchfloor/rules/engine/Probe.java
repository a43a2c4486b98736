package io.watchfloor.rules.engine;

import com.fasterxml.jackson.databind.*;
import io.watchfloor.rules.condition.*;
import io.watchfloor.rules.condition.Predicate;
import java.io.*;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.zip.GZIPInputStream;

/** throw-away */
class Probe {
    static final ObjectMapper M = new ObjectMapper();

    static Condition cond(JsonNode n) {
        if (n.has("o")) {
            List<Condition> a = new ArrayList<>();
            n.get("a").forEach(x -> a.add(cond(x)));
            return switch (n.get("o").asText()) {
                case "and" -> Condition.all(a);
                case "or" -> Condition.any(a);
                default -> new Condition.Not(a.getFirst());
            };
        }
        Field f = n.get("f").isNull() ? Field.ANY : Field.of(n.get("f").asText());
        JsonNode p = n.get("p");
        return new Condition.Is(
                switch (n.get("t").asText()) {
                    case "s" -> {
                        List<Predicate.Piece> ps = new ArrayList<>();
                        for (JsonNode x : p) {
                            if (x.isTextual()) {
                                if (!x.asText().isEmpty()) ps.add(new Predicate.Piece.Literal(x.asText()));
                            } else if (x.asInt() == 0) {
                                if (ps.isEmpty() || !(ps.getLast() instanceof Predicate.Piece.AnyRun))
                                    ps.add(new Predicate.Piece.AnyRun());
                            } else ps.add(new Predicate.Piece.AnyOne());
                        }
                        yield new Predicate.Text(f, ps, false);
                    }
                    case "re" -> new Predicate.Regex(f, p.get(0).asText(), Set.of());
                    case "cidr" -> new Predicate.InNetwork(f, p.get(0).asText());
                    case "null" -> new Predicate.Missing(f);
                    case "ref" ->
                        new Predicate.Related(
                                f,
                                Field.of(p.get(0).asText()),
                                p.get(1).asBoolean()
                                        ? (p.get(2).asBoolean()
                                                ? Predicate.Relation.CONTAINS
                                                : Predicate.Relation.STARTS_WITH)
                                        : p.get(2).asBoolean()
                                                ? Predicate.Relation.ENDS_WITH
                                                : Predicate.Relation.EQUALS);
                    default -> throw new IllegalStateException(n.toString());
                });
    }

    static Condition label(String k, String v) {
        return new Condition.Is(
                new Predicate.Text(Field.of("logsource." + k), List.of(new Predicate.Piece.Literal(v)), false));
    }

    static BufferedReader gz(String f) throws IOException {
        InputStream in = new FileInputStream(f);
        return new BufferedReader(
                new InputStreamReader(f.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
    }

    static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    public static void main(String[] a) throws Exception {
        String S = "/work/shared/sigma/";
        JsonNode map = M.readTree(new File(S + "logsource-mapping.json"));
        Set<String> winCat = new HashSet<>(), winSvc = new HashSet<>();
        map.get("windows_category_sysmon_eventid").fieldNames().forEachRemaining(winCat::add);
        map.get("windows_category_other").fieldNames().forEachRemaining(winCat::add);
        map.get("windows_service_channel").fieldNames().forEachRemaining(winSvc::add);
        List<EngineRule> rules = new ArrayList<>();
        try (BufferedReader r = gz(S + "parsed/conditions.jsonl.gz")) {
            for (String l; (l = r.readLine()) != null; ) {
                JsonNode n = M.readTree(l);
                List<Condition> routes = new ArrayList<>(List.of(cond(n.get("c"))));
                if (n.has("c_audit")) routes.add(cond(n.get("c_audit")));
                List<Condition> all = new ArrayList<>();
                String prod = n.get("product").asText(null),
                        cat = n.get("category").asText(null),
                        svc = n.get("service").asText(null);
                if (prod != null) all.add(label("product", prod));
                boolean win = "windows".equals(prod);
                if (cat != null && !(win && winCat.contains(cat))) all.add(label("category", cat));
                if (svc != null && !(win && winSvc.contains(svc))) all.add(label("service", svc));
                all.add(Condition.any(routes));
                rules.add(new EngineRule(n.get("id").asText(), Condition.all(all)));
            }
        }
        List<Field> keys = List.of(
                Field.of("logsource.product"),
                Field.of("logsource.category"),
                Field.of("logsource.service"),
                Field.of("Channel"),
                Field.of("EventID"));
        long t = System.nanoTime();
        RuleSet set = RuleSet.compile(rules, new RuleSet.Options(keys, List.of()));
        System.out.printf(
                "rules %d predicates %d tables %.1f MB compile %.0f ms costly %d%n",
                set.size(),
                set.predicates(),
                set.tableBytes() / 1e6,
                (System.nanoTime() - t) / 1e6,
                set.costly().size());
        if (a.length == 0 || a[0].equals("verify")) {
            Matcher m = set.matcher();
            int exp = 0, got = 0, wrong = 0;
            for (String f : List.of(
                    "events/evtx.jsonl.gz",
                    "events/otrf_windows.jsonl.gz",
                    "events/synthetic.jsonl.gz",
                    "events/zeek.jsonl.gz",
                    "events/aws_cloudtrail.jsonl.gz",
                    "regression/regression.jsonl"))
                try (BufferedReader r = gz(S + f)) {
                    for (String l; (l = r.readLine()) != null; ) {
                        JsonNode n = M.readTree(l);
                        Set<String> e = new TreeSet<>();
                        n.get("expected").forEach(x -> e.add(x.asText()));
                        Map<String, String> labels = new TreeMap<>();
                        n.get("logsource").fields().forEachRemaining(x -> {
                            if (!x.getValue().isNull())
                                labels.put(
                                        "logsource." + x.getKey(), x.getValue().asText());
                        });
                        byte[] b = M.writeValueAsBytes(n.get("event"));
                        Set<String> g = new TreeSet<>();
                        m.match(
                                b,
                                0,
                                b.length,
                                set.labels(labels),
                                i -> g.add(set.rule(i).id()));
                        exp += e.size();
                        got += g.size();
                        if (!e.equals(g)) {
                            wrong++;
                            if (wrong < 5) System.out.println(n.get("eid") + " expected " + e + " got " + g);
                        }
                    }
                }
            System.out.println("expected " + exp + " got " + got + " wrong events " + wrong + " " + m.statistics());
        }
        byte[] raw;
        try (InputStream in = new GZIPInputStream(new FileInputStream(S + "throughput/windows_stream.jsonl.gz"))) {
            raw = in.readAllBytes();
        }
        List<int[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < raw.length; i++)
            if (raw[i] == '\n') {
                lines.add(new int[] {from, i});
                from = i + 1;
            }
        RuleSet.Labels win = set.labels(Map.of("logsource.product", "windows"));
        int rounds = a.length > 1 ? Integer.parseInt(a[1]) : 8;
        Slots s = new Slots();
        JsonScanner js = new JsonScanner(set.paths());
        Matcher m = set.matcher();
        double[] ra = new double[rounds];
        for (int k = 0; k < rounds; k++) {
            long c = cpu();
            for (int[] l : lines) {
                s.clear();
                js.scan(raw, l[0], l[1], s);
            }
            double sc = lines.size() * 1e9 / (cpu() - c);
            if (a.length > 2) m.forgetValues();
            long[] hits = {0};
            c = cpu();
            long w = System.nanoTime();
            for (int[] l : lines) m.match(raw, l[0], l[1], win, i -> hits[0]++);
            double mt = lines.size() * 1e9 / (cpu() - c);
            c = cpu();
            for (int[] l : lines) {
                s.clear();
                js.scan(raw, l[0], l[1], s);
            }
            sc = (sc + lines.size() * 1e9 / (cpu() - c)) / 2;
            ra[k] = mt / sc;
            System.out.printf(
                    "scan %.0f match %.0f ev/cpu-s ratio %.3f (%.0f wall) %.1f MB/s hits %d %s%n",
                    sc,
                    mt,
                    mt / sc,
                    lines.size() * 1e9 / (System.nanoTime() - w),
                    mt * raw.length / lines.size() / 1e6,
                    hits[0],
                    m.statistics());
        }
        Arrays.sort(ra);
        System.out.printf("median ratio %.3f%n", ra[rounds / 2]);
        System.gc();
        System.out.printf(
                "heap %.0f MB%n",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() - raw.length) / 1e6);
        if (rules.isEmpty()) System.out.println(set);
    }
}
