package io.watchfloor.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The techniques and tactics of one version of ATT&amp;CK Enterprise. Made from lines of tab-separated fields:
 * {@code version}, {@code tactic} (id, short name, name; in the order of the matrix), {@code technique} (id, name, short
 * names of tactics, status, successor) and {@code replaces} (an upcoming technique, the one it replaces). Lines that begin with {@code #} are comments. Immutable.
 */
public final class AttackCatalogue {
    private static final String BUNDLED = "enterprise-attack.tsv";

    private final String version;
    private final Map<String, Tactic> tactics;
    private final Map<TechniqueId, Technique> techniques;
    private final Map<TechniqueId, TechniqueId> replaced;

    private AttackCatalogue(Builder built) {
        this.version = built.version;
        this.tactics = Collections.unmodifiableMap(built.tactics);
        this.techniques = Collections.unmodifiableMap(built.techniques);
        this.replaced = Collections.unmodifiableMap(built.replaced);
    }

    /** The catalogue that comes with this library; read once. */
    public static AttackCatalogue bundled() {
        return Bundled.CATALOGUE;
    }

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException when the lines are not one
     */
    static AttackCatalogue parse(Stream<String> lines) {
        Builder builder = new Builder();
        lines.filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> builder.line(line.split("\t", -1)));
        return builder.build();
    }

    /**
     * A catalogue of what was read elsewhere.
     *
     * @param tactics in the order of the matrix
     * @throws IllegalArgumentException when there are no techniques, or one was revoked by another that is not there
     */
    public static AttackCatalogue of(String version, Collection<Tactic> tactics, Collection<Technique> techniques) {
        Builder builder = new Builder();
        builder.version = version;
        tactics.forEach(tactic -> builder.tactics.put(tactic.shortName(), tactic));
        techniques.forEach(technique -> builder.techniques.put(technique.id(), technique));
        return builder.build();
    }

    /**
     * The same catalogue, in which an id that it does not have is also found as what the id replaces, where another
     * catalogue says so and this one has it.
     */
    public AttackCatalogue withReplacementsOf(AttackCatalogue other) {
        Builder builder = new Builder();
        builder.version = version;
        builder.tactics.putAll(tactics);
        builder.techniques.putAll(techniques);
        builder.replaced.putAll(replaced);
        other.replaced.forEach((id, before) -> {
            if (!techniques.containsKey(id) && techniques.containsKey(before)) {
                builder.replaced.putIfAbsent(id, before);
            }
        });
        return new AttackCatalogue(builder);
    }

    /** The version of ATT&amp;CK, such as {@code 18.1}. */
    public String version() {
        return version;
    }

    /** The columns of the matrix in their order. */
    public List<Tactic> tactics() {
        return List.copyOf(tactics.values());
    }

    /** The tactic of a short name ({@code credential-access}) or an id ({@code TA0006}). */
    public Optional<Tactic> tactic(String shortNameOrId) {
        Tactic named = tactics.get(shortNameOrId);
        return named != null
                ? Optional.of(named)
                : tactics.values().stream()
                        .filter(tactic -> tactic.id().equals(shortNameOrId))
                        .findFirst();
    }

    /** Every technique and sub-technique, of any status, by id. */
    public Collection<Technique> techniques() {
        return techniques.values();
    }

    /** The technique of an id, of any status. */
    public Optional<Technique> technique(TechniqueId id) {
        return Optional.ofNullable(techniques.get(id));
    }

    /** The technique of an id; the successor where it was revoked. */
    public Optional<Technique> resolve(TechniqueId id) {
        Technique technique = techniques.get(id);
        TechniqueId successor = technique == null ? null : technique.successor();
        return Optional.ofNullable(successor == null ? technique : techniques.get(successor));
    }

    /**
     * The technique of an id as this version has it: the successor where it was revoked, and for an upcoming one the
     * technique that it will replace, where there is one.
     */
    public Optional<Technique> inThisVersion(TechniqueId id) {
        TechniqueId here = replaced.get(id);
        return here == null ? resolve(id) : resolve(here);
    }

    private static final class Bundled {
        static final AttackCatalogue CATALOGUE = read();

        private static AttackCatalogue read() {
            try (InputStream in = Objects.requireNonNull(AttackCatalogue.class.getResourceAsStream(BUNDLED), BUNDLED);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return parse(reader.lines());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Builder {
        private final Map<String, Tactic> tactics = new LinkedHashMap<>();
        private final Map<TechniqueId, Technique> techniques = new TreeMap<>();
        private final Map<TechniqueId, TechniqueId> replaced = new TreeMap<>();
        private String version = "";

        private void line(String[] field) {
            switch (field[0]) {
                case "version" -> version = field[1];
                case "tactic" -> tactics.put(field[2], new Tactic(field[1], field[2], field[3], tactics.size()));
                case "technique" -> technique(field);
                case "replaces" -> replaced.putIfAbsent(new TechniqueId(field[1]), new TechniqueId(field[2]));
                default -> throw new IllegalArgumentException("unknown line: " + field[0]);
            }
        }

        private void technique(String[] field) {
            List<String> names = List.of(field[3].split(","));
            Technique technique = new Technique(
                    new TechniqueId(field[1]),
                    field[2],
                    tactics.values().stream()
                            .filter(tactic -> names.contains(tactic.shortName()))
                            .toList(),
                    TechniqueStatus.valueOf(field[4]),
                    field[5].isEmpty() ? null : new TechniqueId(field[5]));
            if (technique.tactics().size() != names.size()) {
                throw new IllegalArgumentException(field[1] + " names a tactic that there is not: " + names);
            }
            techniques.put(technique.id(), technique);
        }

        private AttackCatalogue build() {
            if (version.isEmpty() || techniques.isEmpty()) {
                throw new IllegalArgumentException("no version or no techniques");
            }
            for (Technique technique : techniques.values()) {
                TechniqueId successor = technique.successor();
                if (successor != null && !techniques.containsKey(successor)) {
                    throw new IllegalArgumentException(technique.id() + " was revoked by an unknown " + successor);
                }
            }
            replaced.forEach((upcoming, before) -> {
                if (!techniques.containsKey(upcoming) || !techniques.containsKey(before)) {
                    throw new IllegalArgumentException(upcoming + " replaces " + before + ", and one is unknown");
                }
            });
            return new AttackCatalogue(this);
        }
    }
}
