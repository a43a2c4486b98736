package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random queries and documents over a small vocabulary, so that they meet; the same seed gives the same ones. */
final class QueryGenerator {

    private static final List<String> FIELDS = lines("""
            user
            user.name
            message
            process.command_line
            source.ip
            event.code
            hash
            file.hash.md5
            file.hash.*
            @timestamp
            watchfloor.tenant
            odd name:(x)
            """);
    private static final List<String> TEXTS = lines("""
            admin
            Admin_User
            sysadmin
            ÄRGER
            ärger
            Straße
            ΣΊΣΥΦΟΣ
            σίσυφος
            Failed password for root
            failed, PASSWORD
            e\u0301te\u0301
            10.0.0.1
            10.1.2.3
            ::ffff:10.0.0.1
            2001:db8::1
            2001:DB8:0:0::1
            4625
            04625
            4625.0
            -7
            1e3
            9007199254740993
            9223372036854775807
            2025-01-31T10:15:30.5Z
            2025-01-31
            2025-01-31T11:15:30+01:00
            true
            --
            a
            \uD83D\uDE00 smile
            C:\\Windows\\cmd.exe /c "whoami" && dir
            """);
    private static final List<String> NASTY = Stream.concat(
                    lines("""
                            AND OR TO NOT * ? a*b [x] {x} (x) " \\ a\\ ~1 x^2 !a -a +a /a/ a/b 10.0.0.0/8 ::1 ::/0 fe80::1/10 : a:b :1
                            && || a&b|c <5 >=5 =5 _exists_ now # @ \0 \uD800
                            """).stream().flatMap(line -> Arrays.stream(line.split(" "))),
                    Stream.of("tab\there", "line\nbreak", "nbsp\u00A0", "\u3000", "", " "))
            .toList();
    private static final List<String> NETWORKS =
            words("10.0.0.0/8 10.0.0.1/32 0.0.0.0/0 2001:db8::/32 ::/0 ::ffff:10.0.0.0/104 10.0.0.0/31");
    private static final List<String> REGEXES =
            words("adm.* .*[0-9]+ (admin|root).?.* [^a]+ \\w+\\.exe 10\\.\\d+\\..* a\\/b .+ss.* é?.*");
    private static final List<String> BOUNDS = words(
            "4625 -7 0 1e3 4625.5 10.0.0.0 10.0.0.9 2001:db8:: 2001:db8::ff 2025-01-31"
                    + " 2025-01-31T10 2025-01-31T10:15 2025-01-31T10:15:30Z 2026-02-01 a m Z 9007199254740992 now-1h now");
    private static final List<String> SYNTAX = words(
            "a user : : ( ) \" / [ ] { } TO AND OR NOT * ? \\ - + ! > < >= 10.0.0.0/8 ::1 now-1h _exists_ ~ ^ && || é 5");

    private static final List<String> TRICKY_FIELDS =
            Stream.concat(FIELDS.stream(), lines("""
            process.name
            process.*
            source
            event.provider
            event.*
            target_service
            empty
            """).stream()).toList();
    /** Signs that fold to ASCII, surrogates, marks, and what numbers, addresses and truth values read as. */
    private static final List<String> TRICKY_TEXTS =
            Stream.concat(TEXTS.stream(), lines("""
            C:\\Tools\\mimikatz.exe
            mimi\u212Aatz.exe
            \u212Ai\u017F\u017F
            \u0130stanbul
            \u0131s\u0131k
            \u01C5ungla
            ki\uD835\uDC00t
            ki\uD835
            \uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00
            -----
            ::ffff:0a00:0001
            fe80::1%eth0
            FE80:0::1
            NaN
            4625.50
            1E+50
            5e49
            1e400
            9007199254740992
            -
            0
            0.1
            """).stream()).toList();

    private static final List<String> TRICKY_REGEXES = Stream.concat(
                    REGEXES.stream(), words("""
                            .*mimikatz\\.exe C:\\\\tools\\\\.* .*(mimi[kK]atz|password).* 46(25)+.* t.?ue 462.* -+ (kiss)?.* k?i[sS]s
                            [Mm]imi.atz.exe (kiss|true|4625) (?i)istanbul .*\\btools\\b.* (a|k)is+ é?te.? ki.t .*-infinity.* \\d+\\.50
                            """.replace('\n', ' ').strip()).stream())
            .toList();
    private static final List<Object> TRICKY_VALUES = List.of(
            new BigDecimal("4625.00000000000000000001"),
            new BigDecimal("4625.50"),
            new BigDecimal("1E+50"),
            new BigDecimal("1e400"),
            new BigDecimal("0.1"),
            new BigInteger("18446744073709551616"),
            9007199254740992.0,
            9007199254740992L,
            -0.0,
            0,
            0.1,
            true,
            List.of(),
            "");

    private final SplittableRandom random;
    private final boolean nasty;
    private final List<String> fields;
    private final List<String> texts;
    private final List<String> regexes;
    private final List<Object> values;

    QueryGenerator(long seed, boolean nasty) {
        this.random = new SplittableRandom(seed);
        this.nasty = nasty;
        this.fields = FIELDS;
        this.texts = TEXTS;
        this.regexes = REGEXES;
        this.values = List.of();
    }

    private QueryGenerator(SplittableRandom random) {
        this.random = random;
        this.nasty = false;
        this.fields = some(TRICKY_FIELDS);
        this.texts = some(TRICKY_TEXTS);
        this.regexes = some(TRICKY_REGEXES);
        this.values = some(TRICKY_VALUES);
    }

    /** Of a larger vocabulary, which holds what no plain event does, a few words each, so that they still meet. */
    static QueryGenerator tricky(long seed) {
        return new QueryGenerator(new SplittableRandom(seed));
    }

    private <T> List<T> some(List<T> all) {
        return IntStream.range(0, 6).mapToObj(_ -> pick(all)).toList();
    }

    Query clause() {
        return leaf();
    }

    int number(int below) {
        return random.nextInt(below);
    }

    Query query() {
        return query(4);
    }

    private Query query(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(12)) {
            case 0, 1 -> new Query.And(clauses(depth));
            case 2, 3 -> new Query.Or(clauses(depth));
            case 4 -> new Query.Not(query(depth - 1));
            default -> leaf();
        };
    }

    private List<Query> clauses(int depth) {
        return IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(_ -> query(depth - 1))
                .toList();
    }

    private Query leaf() {
        return switch (random.nextInt(14)) {
            case 0 -> new Query.MatchAll();
            case 1 -> new Query.Exists(field());
            case 2, 3 -> new Query.Term(field(), filled());
            case 4 -> new Query.Phrase(field(), text());
            case 5, 6 -> new Query.FreeText(text());
            case 7 -> new Query.Prefix(anyField(), filled());
            case 8, 9 -> wildcard();
            case 10 -> new Query.Cidr(anyField(), pick(NETWORKS));
            case 11 -> new Query.Regex(anyField(), pick(regexes));
            default -> range();
        };
    }

    private Query wildcard() {
        String text = filled();
        int cut = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        List<Piece> pieces = new ArrayList<>(List.of(new Piece.AnyRun(), new Piece.Literal(text.substring(cut))));
        if (random.nextBoolean()) {
            pieces.add(0, new Piece.Literal(text.substring(0, cut)));
        }
        if (random.nextBoolean()) {
            pieces.add(random.nextInt(pieces.size() + 1), new Piece.AnyOne());
        }
        if (random.nextBoolean()) {
            pieces.add(new Piece.AnyRun());
        }
        return new Query.Wildcard(anyField(), pieces);
    }

    private Query range() {
        int open = random.nextInt(4);
        String lower = open == 0 ? null : bound();
        String upper = open == 1 ? null : bound();
        return new Query.Range(field(), lower, upper, random.nextBoolean(), random.nextBoolean());
    }

    private String bound() {
        return nasty && random.nextInt(3) == 0 ? pick(NASTY) : pick(BOUNDS);
    }

    private String field() {
        String nastyName = nasty && random.nextInt(4) == 0 ? pick(NASTY) : "";
        boolean usable = !nastyName.isEmpty()
                && nastyName.indexOf('*') < 0
                && nastyName.indexOf('?') < 0
                && !nastyName.equals("_exists_");
        return usable ? nastyName : nasty && random.nextInt(8) == 0 ? "fe80" : pick(fields);
    }

    private String anyField() {
        return random.nextInt(4) == 0 ? Query.ANY_FIELD : field();
    }

    private String filled() {
        String text = text();
        return text.isEmpty() ? "x" : text;
    }

    private String text() {
        return nasty && random.nextBoolean() ? pick(NASTY) : recased(pick(texts));
    }

    private String recased(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    Map<String, Object> event() {
        Map<String, Object> event = new HashMap<>();
        for (String field : fields) {
            if (!FieldAliases.resolve(field).equals(List.of(field)) || field.endsWith("*") || random.nextInt(3) == 0) {
                continue;
            }
            event.put(field, random.nextInt(5) == 0 ? List.of(value(), value()) : value());
        }
        return event;
    }

    private Object value() {
        return switch (random.nextInt(10)) {
            case 0 -> 4625;
            case 1 -> random.nextBoolean() ? (Object) 4625.0 : (Object) (-7L);
            case 2 -> random.nextBoolean() ? (Object) random.nextBoolean() : (Object) 9007199254740993L;
            case 3, 4 -> values.isEmpty() ? recased(pick(texts)) : pick(values);
            default -> recased(pick(texts));
        };
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Words, signs and spaces in any order: mostly no query, but always an answer. */
    String babble() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(pick(SYNTAX)).append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
