package io.watchfloor.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What {@link QueryGenerator} makes queries and events of.
 *
 * @param values of events, besides texts and a few numbers
 */
record QueryVocabulary(List<String> fields, List<String> texts, List<String> regexes, List<Object> values) {

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
    static final List<String> NASTY = Stream.concat(
                    lines("""
                            AND OR TO NOT * ? a*b [x] {x} (x) " \\ a\\ ~1 x^2 !a -a +a /a/ a/b 10.0.0.0/8 ::1 ::/0 fe80::1/10 : a:b :1
                            && || a&b|c <5 >=5 =5 _exists_ now # @ \0 \uD800
                            """).stream().flatMap(line -> Arrays.stream(line.split(" "))),
                    Stream.of("tab\there", "line\nbreak", "nbsp\u00A0", "\u3000", "", " "))
            .toList();
    static final List<String> NETWORKS =
            words("10.0.0.0/8 10.0.0.1/32 0.0.0.0/0 2001:db8::/32 ::/0 ::ffff:10.0.0.0/104 10.0.0.0/31");
    private static final List<String> REGEXES =
            words("adm.* .*[0-9]+ (admin|root).?.* [^a]+ \\w+\\.exe 10\\.\\d+\\..* a\\/b .+ss.* é?.*");
    static final List<String> BOUNDS = words("4625 -7 0 1e3 4625.5 10.0.0.0 10.0.0.9 2001:db8:: 2001:db8::ff 2025-01-31"
            + " 2025-01-31T10 2025-01-31T10:15 2025-01-31T10:15:30Z 2026-02-01 a m Z 9007199254740992 now-1h now");
    static final List<String> SYNTAX = words(
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

    static final QueryVocabulary PLAIN = new QueryVocabulary(FIELDS, TEXTS, REGEXES, List.of());

    private static final QueryVocabulary TRICKY =
            new QueryVocabulary(TRICKY_FIELDS, TRICKY_TEXTS, TRICKY_REGEXES, TRICKY_VALUES);

    /** Of a larger vocabulary, which holds what no plain event does, a few words each, so that they still meet. */
    static QueryVocabulary tricky(SplittableRandom random) {
        return new QueryVocabulary(
                some(TRICKY.fields, random),
                some(TRICKY.texts, random),
                some(TRICKY.regexes, random),
                some(TRICKY.values, random));
    }

    private static <T> List<T> some(List<T> all, SplittableRandom random) {
        return IntStream.range(0, 6)
                .mapToObj(_ -> all.get(random.nextInt(all.size())))
                .toList();
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
