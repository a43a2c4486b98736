package io.watchfloor.attack.mapping;

import io.watchfloor.attack.TechniqueId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A model as bytes, gzip: mark and version, techniques, rarity, calibration, then the two scorers: bias, weights as three runs
 * (how many entries each row has, their classes as distances, their weights), which is what compresses best, and the
 * embedding if there is one. The same model gives the same bytes.
 */
public final class ModelFile {
    private static final int MARK = 0x57464D32; // WFM2
    private static final int BUFFER = 1 << 16;

    private ModelFile() {}

    /**
     * Reads to the end.
     *
     * @throws IOException when that is no model of this version
     */
    public static TechniqueModel read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER));
        if (data.readInt() != MARK) {
            throw new IOException("no model of this version");
        }
        List<TechniqueId> techniques = new ArrayList<>();
        for (int left = data.readUnsignedShort(); left > 0; left--) {
            techniques.add(new TechniqueId(data.readUTF()));
        }
        byte[] rarity = new byte[Features.ROWS];
        data.readFully(rarity);
        Map<Given, Calibration> calibrations = new EnumMap<>(Given.class);
        for (Given given : Given.values()) {
            int points = data.readUnsignedShort();
            calibrations.put(given, new Calibration(readFloats(data, points), readFloats(data, points)));
        }
        Rarity rare = new Rarity(rarity);
        int classes = techniques.size() + 1;
        TechniqueModel model = TechniqueModel.of(
                techniques, rare, readScorer(data, rare.size(), classes), readScorer(data, rare.size(), classes));
        for (Map.Entry<Given, Calibration> each : calibrations.entrySet()) {
            model = model.calibrated(each.getKey(), each.getValue());
        }
        return model;
    }

    private static Scorer readScorer(DataInputStream data, int rows, int classes) throws IOException {
        float[] bias = readFloats(data, classes);
        ClassWeights weights = readWeights(data, rows);
        return new Scorer(weights, bias, data.readBoolean() ? readEmbedding(data, rows, classes) : null);
    }

    private static Embedding readEmbedding(DataInputStream data, int rows, int classes) throws IOException {
        int dimensions = data.readUnsignedShort();
        int[] kept = new int[data.readInt()];
        int last = -1;
        for (int i = 0; i < kept.length; i++) {
            last += readNumber(data) + 1;
            kept[i] = last;
        }
        float step = data.readFloat();
        byte[] points = new byte[kept.length * dimensions];
        data.readFully(points);
        return new Embedding(
                rows, kept, points, step, readFloats(data, classes * dimensions), readFloats(data, classes));
    }

    private static ClassWeights readWeights(DataInputStream data, int rows) throws IOException {
        float least = data.readFloat();
        float largest = data.readFloat();
        int[] starts = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            starts[row + 1] = starts[row] + readNumber(data);
        }
        short[] classes = new short[starts[rows]];
        for (int row = 0; row < rows; row++) {
            int last = -1;
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                last += readNumber(data) + 1;
                classes[entry] = (short) last;
            }
        }
        byte[] codes = new byte[classes.length];
        data.readFully(codes);
        return new ClassWeights(starts, classes, codes, least, largest);
    }

    /** Writes a model; the stream stays open. */
    public static void write(TechniqueModel model, OutputStream out) throws IOException {
        GZIPOutputStream zipped = new Tight(out);
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zipped, BUFFER));
        data.writeInt(MARK);
        data.writeShort(model.techniques().size());
        for (TechniqueId technique : model.techniques()) {
            data.writeUTF(technique.value());
        }
        data.write(model.rarity().sixteenths());
        for (Given given : Given.values()) {
            Calibration calibration = model.calibration(given);
            data.writeShort(calibration.shares().length);
            writeFloats(data, calibration.shares());
            writeFloats(data, calibration.confidences());
        }
        writeScorer(data, model.text());
        writeScorer(data, model.indicators());
        data.flush();
        zipped.finish();
    }

    private static void writeScorer(DataOutputStream data, Scorer scorer) throws IOException {
        writeFloats(data, scorer.bias());
        writeWeights(data, scorer.weights());
        Embedding embedding = scorer.embedding();
        data.writeBoolean(embedding != null);
        if (embedding != null) {
            writeEmbedding(data, embedding);
        }
    }

    private static void writeEmbedding(DataOutputStream data, Embedding embedding) throws IOException {
        int[] kept = embedding.kept();
        data.writeShort(embedding.classes().length / embedding.bias().length);
        data.writeInt(kept.length);
        int last = -1;
        for (int row : kept) {
            writeNumber(data, row - last - 1);
            last = row;
        }
        data.writeFloat(embedding.step());
        data.write(embedding.points());
        writeFloats(data, embedding.classes());
        writeFloats(data, embedding.bias());
    }

    private static void writeWeights(DataOutputStream data, ClassWeights weights) throws IOException {
        data.writeFloat(weights.least());
        data.writeFloat(weights.largest());
        int[] starts = weights.starts();
        int rows = starts.length - 1;
        for (int row = 0; row < rows; row++) {
            writeNumber(data, starts[row + 1] - starts[row]);
        }
        for (int row = 0; row < rows; row++) {
            int last = -1;
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                writeNumber(data, weights.classes()[entry] - last - 1);
                last = weights.classes()[entry];
            }
        }
        data.write(weights.codes());
    }

    /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
    private static void writeNumber(DataOutputStream data, int number) throws IOException {
        int left = number;
        while (left > 0x7F) {
            data.write(left & 0x7F | 0x80);
            left >>>= 7;
        }
        data.write(left);
    }

    private static int readNumber(DataInputStream data) throws IOException {
        int number = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int next = data.readUnsignedByte();
            number |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IOException("no number");
    }

    private static void writeFloats(DataOutputStream data, float[] floats) throws IOException {
        for (float each : floats) {
            data.writeFloat(each);
        }
    }

    private static float[] readFloats(DataInputStream data, int count) throws IOException {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = data.readFloat();
        }
        return floats;
    }

    private static final class Tight extends GZIPOutputStream {
        Tight(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(9);
        }
    }
}
