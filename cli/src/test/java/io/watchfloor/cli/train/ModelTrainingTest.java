package io.watchfloor.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.attack.TechniqueId;
import io.watchfloor.attack.mapping.Features;
import io.watchfloor.attack.mapping.ModelFile;
import io.watchfloor.attack.mapping.TechniqueModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTrainingTest {
    @Test
    void whatWasLearnedIsFoundAgainAndTheSameEveryTime() throws Exception {
        TechniqueModel model = model(42);
        assertThat(model.techniques()).containsExactly(new TechniqueId("T1113"), new TechniqueId("T1486"));
        assertThat(best(model, "pictures of a screen")).isEqualTo(1);
        assertThat(best(model, "a note of encrypted files")).isEqualTo(2);
        assertThat(best(model, "cloudy weather")).isZero();
        assertThat(best(model, "", "scrot x.png")).isEqualTo(1);
        assertThat(best(model, "", "gpg -c notes")).isEqualTo(2);
        assertThat(bytes(model(42))).isEqualTo(bytes(model));
        assertThat(bytes(model(43))).isNotEqualTo(bytes(model));
    }

    @Test
    void aModelReadIsTheModelWritten() throws Exception {
        TechniqueModel model = model(1);
        TechniqueModel read = ModelFile.read(new ByteArrayInputStream(bytes(model)));
        Features features = Features.of("encrypted pictures", List.of("of files"));
        assertThat(read.shares(features)).isEqualTo(model.shares(features));
        assertThat(bytes(read)).isEqualTo(bytes(model));
    }

    private static TechniqueModel model(long seed) throws InterruptedException {
        List<LabelledText> texts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            texts.add(text("takes pictures of the screen " + i, "T1113"));
            texts.add(text("files were encrypted with a note " + i, "T1486"));
            texts.add(command("a picture is taken " + i, "scrot out.png", "T1113"));
            texts.add(command("a disk is encrypted " + i, "gpg -c all", "T1486"));
            texts.add(text("the weather was cloudy " + i));
        }
        Examples examples = new Examples(texts);
        return new ModelTraining(examples, seed, (part, round, loss) -> {}).model();
    }

    private static LabelledText command(String text, String indicator, String technique) {
        return new LabelledText(TextSource.ATOMIC, text, List.of(indicator), List.of(technique));
    }

    private static LabelledText text(String text, String... techniques) {
        return new LabelledText(TextSource.TRAM_MULTI, text, List.of(), List.of(techniques));
    }

    private static int best(TechniqueModel model, String text, String... indicators) {
        float[] shares = model.shares(Features.of(text, List.of(indicators)));
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        return best;
    }

    private static byte[] bytes(TechniqueModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        return out.toByteArray();
    }
}
