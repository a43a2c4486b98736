package io.watchfloor.attack.mapping;

import io.watchfloor.attack.AttackCatalogue;
import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.TechniqueStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Maps a description of what happened, and the indicators seen, to techniques of ATT&amp;CK. Ids that the input names come
 * first; the others are those of a trained model. The same input gives the same answer; nothing is asked of anyone. Threads
 * may share it. Takes time in proportion to the length of the input.
 */
public final class TechniqueMapper {
    private static final String BUNDLED = "technique-model.bin.gz";
    /** Someone wrote the id; that this is what happened is likely, not certain. */
    private static final double NAMED = 0.95;

    private final AttackCatalogue catalogue;
    private final TechniqueModel model;

    public TechniqueMapper(AttackCatalogue catalogue, TechniqueModel model) {
        this.catalogue = catalogue;
        this.model = model;
    }

    /** With the catalogue and the model that come with this library; read once, when first asked for. */
    public static TechniqueMapper bundled() {
        return Bundled.MAPPER;
    }

    /** The same model, whose techniques are answered as another catalogue has them; those that it has not are left out. */
    public TechniqueMapper with(AttackCatalogue other) {
        return new TechniqueMapper(other, model);
    }

    /**
     * What an input speaks of.
     *
     * @param description prose; may be empty
     * @param indicators values and command lines; may be empty
     */
    public MappedTechniques map(String description, List<String> indicators, MappingOptions options) {
        MappingInput input = MappingInput.of(description, indicators);
        Map<TechniqueId, List<MatchedOn>> named = named(input);
        List<MappedTechnique> mapped = new ArrayList<>();
        Set<TechniqueId> unknown = new LinkedHashSet<>();
        named.forEach((id, places) -> catalogue
                .inThisVersion(id)
                .ifPresentOrElse(
                        technique -> add(mapped, MappedTechnique.of(technique, NAMED, places)), () -> unknown.add(id)));
        addSpokenOf(mapped, input, options);
        List<MappedTechnique> kept = mapped.stream()
                .filter(each -> each.confidence() >= options.threshold())
                .sorted(Comparator.comparingDouble(each -> -each.confidence()))
                .limit(options.limit())
                .toList();
        return new MappedTechniques(kept, List.copyOf(unknown), catalogue.version());
    }

    private void addSpokenOf(List<MappedTechnique> mapped, MappingInput input, MappingOptions options) {
        if (input.sentences().isEmpty() && input.indicators().isEmpty()) {
            return;
        }
        double[] confidences = confidences(input);
        List<Integer> best = IntStream.range(1, confidences.length)
                .boxed()
                .filter(each -> confidences[each] >= options.threshold())
                .sorted(Comparator.comparingDouble(each -> -confidences[each]))
                .limit(options.limit())
                .toList();
        if (best.isEmpty()) {
            return;
        }
        Evidence evidence = Evidence.of(input, model);
        for (int each : best) {
            catalogue
                    .inThisVersion(model.techniques().get(each - 1))
                    .filter(technique -> technique.status() == TechniqueStatus.ACTIVE)
                    .ifPresent(technique ->
                            add(mapped, MappedTechnique.of(technique, confidences[each], evidence.of(each))));
        }
    }

    /** The confidence of each class of the model; that of the view that speaks most for it. */
    private double[] confidences(MappingInput input) {
        double[] confidences = new double[model.techniques().size() + 1];
        for (MappingInput.View view : input.views()) {
            Calibration calibration = model.calibration(view.given());
            float[] shares = model.shares(view.features());
            for (int i = 1; i < shares.length; i++) {
                confidences[i] = Math.max(confidences[i], calibration.confidence(shares[i]));
            }
        }
        return confidences;
    }

    private static void add(List<MappedTechnique> mapped, MappedTechnique technique) {
        if (mapped.stream().noneMatch(each -> each.id().equals(technique.id()))) {
            mapped.add(technique);
        }
    }

    private static Map<TechniqueId, List<MatchedOn>> named(MappingInput input) {
        Map<TechniqueId, List<MatchedOn>> named = new LinkedHashMap<>();
        for (NamedIds.NamedId each : NamedIds.in(input.description())) {
            Span span = each.span();
            put(named, new MatchedOn.NamedId(each.id(), null, span.begin(), span.end()));
        }
        for (int i = 0; i < input.indicators().size(); i++) {
            for (NamedIds.NamedId each : NamedIds.in(input.indicators().get(i))) {
                Span span = each.span();
                put(named, new MatchedOn.NamedId(each.id(), i, span.begin(), span.end()));
            }
        }
        return named;
    }

    private static void put(Map<TechniqueId, List<MatchedOn>> named, MatchedOn.NamedId place) {
        named.computeIfAbsent(place.id(), each -> new ArrayList<>()).add(place);
    }

    private static final class Bundled {
        static final TechniqueMapper MAPPER = read();

        private static TechniqueMapper read() {
            try (InputStream in = Objects.requireNonNull(TechniqueMapper.class.getResourceAsStream(BUNDLED), BUNDLED)) {
                return new TechniqueMapper(AttackCatalogue.bundled(), ModelFile.read(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
