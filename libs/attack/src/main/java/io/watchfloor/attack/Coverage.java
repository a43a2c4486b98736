package io.watchfloor.attack;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which techniques a set of rules covers. A rule that names a revoked technique covers its successor; a rule of a
 * sub-technique is also one of its technique.
 *
 * @param attackVersion the version of ATT&amp;CK
 * @param tactics every tactic, in the order of the matrix
 * @param techniques those with at least one rule, by id
 * @param unknown ids that rules name and the catalogue does not have
 */
public record Coverage(
        String attackVersion,
        List<TacticCoverage> tactics,
        List<TechniqueCoverage> techniques,
        List<TechniqueId> unknown) {
    public Coverage {
        tactics = List.copyOf(tactics);
        techniques = List.copyOf(techniques);
        unknown = List.copyOf(unknown);
    }

    /**
     * How much of a tactic is covered, counted in active techniques and sub-techniques.
     *
     * @param techniques how many it has
     * @param declared how many have an enabled rule
     * @param proven how many have a proven rule
     */
    public record TacticCoverage(Tactic tactic, int techniques, int declared, int proven) {}

    public static Coverage of(AttackCatalogue catalogue, Collection<DeclaredRule> rules) {
        Collector collector = new Collector(catalogue);
        rules.forEach(collector::add);
        List<TechniqueCoverage> covered = collector.covered();
        List<TacticCoverage> tactics = catalogue.tactics().stream()
                .map(tactic -> ofTactic(tactic, catalogue, covered))
                .toList();
        return new Coverage(catalogue.version(), tactics, covered, List.copyOf(collector.unknown));
    }

    private static TacticCoverage ofTactic(Tactic tactic, AttackCatalogue catalogue, List<TechniqueCoverage> covered) {
        List<TechniqueCoverage> here =
                covered.stream().filter(row -> isIn(tactic, row.technique())).toList();
        return new TacticCoverage(
                tactic,
                (int) catalogue.techniques().stream()
                        .filter(technique -> isIn(tactic, technique))
                        .count(),
                (int) here.stream().filter(row -> row.declared() > 0).count(),
                (int) here.stream().filter(row -> row.proven() > 0).count());
    }

    private static boolean isIn(Tactic tactic, Technique technique) {
        return technique.status() == TechniqueStatus.ACTIVE
                && technique.tactics().contains(tactic);
    }

    private static final class Collector {
        private final AttackCatalogue catalogue;
        private final Map<TechniqueId, Set<DeclaredRule>> all = new TreeMap<>();
        private final Map<TechniqueId, Set<DeclaredRule>> direct = new TreeMap<>();
        private final Set<TechniqueId> unknown = new TreeSet<>();

        private Collector(AttackCatalogue catalogue) {
            this.catalogue = catalogue;
        }

        private void add(DeclaredRule rule) {
            for (TechniqueId named : rule.techniques()) {
                catalogue
                        .resolve(named)
                        .map(Technique::id)
                        .ifPresentOrElse(id -> place(rule, id), () -> unknown.add(named));
            }
        }

        private void place(DeclaredRule rule, TechniqueId id) {
            put(direct, id, rule);
            put(all, id, rule);
            // Only where the technique itself is known: a row needs its name.
            catalogue.technique(id.technique()).ifPresent(parent -> put(all, parent.id(), rule));
        }

        private List<TechniqueCoverage> covered() {
            return all.entrySet().stream()
                    .map(entry -> TechniqueCoverage.of(
                            catalogue.technique(entry.getKey()).orElseThrow(),
                            entry.getValue(),
                            direct.getOrDefault(entry.getKey(), Set.of()).size()))
                    .toList();
        }

        private static void put(Map<TechniqueId, Set<DeclaredRule>> rules, TechniqueId id, DeclaredRule rule) {
            rules.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(rule);
        }
    }
}
