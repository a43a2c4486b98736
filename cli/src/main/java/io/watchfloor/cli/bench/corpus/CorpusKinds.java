package io.watchfloor.cli.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a corpus is made of, each kind as often as its weight says. */
final class CorpusKinds {
    private record Kind(int upTo, List<CorpusTemplate> templates) {}

    private final List<Kind> kinds;
    private final int sum;

    private CorpusKinds(List<Kind> kinds, int sum) {
        this.kinds = List.copyOf(kinds);
        this.sum = sum;
    }

    static CorpusKinds of(Samples samples, boolean original) {
        List<Kind> kinds = new ArrayList<>();
        int sum = 0;
        for (Samples.Kind kind : samples.kinds()) {
            sum += kind.weight();
            kinds.add(new Kind(
                    sum,
                    kind.events().stream()
                            .map(event -> CorpusTemplate.of(event, original))
                            .toList()));
        }
        return new CorpusKinds(kinds, sum);
    }

    CorpusTemplate pick(SplittableRandom random) {
        int drawn = random.nextInt(sum);
        int kind = 0;
        while (drawn >= kinds.get(kind).upTo()) {
            kind++;
        }
        List<CorpusTemplate> templates = kinds.get(kind).templates();
        return templates.get(random.nextInt(templates.size()));
    }
}
