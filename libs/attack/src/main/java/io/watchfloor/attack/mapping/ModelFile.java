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
 * A model as bytes, gzip: mark and version, techniques, bias, rarity, calibration, then the weights as three runs (how many
 * entries each row has, their classes as distances, their weights), which is what compresses best. The same model gives the
 * same bytes.
 */
public final class ModelFile {
    private static final int MARK = 0x57464D31; // WFM1
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
        float[] bias = readFloats(data, techniques.size() + 1);
        byte[] rarity = new byte[Features.ROWS];
        data.readFully(rarity);
        Map<Given, Calibration> calibrations = new EnumMap<>(Given.class);
        for (Given given : Given.values()) {
            int points = data.readUnsignedShort();
            calibrations.put(given, new Calibration(readFloats(data, points), readFloats(data, points)));
        }
        return new TechniqueModel(techniques, new Rarity(rarity), readWeights(data), bias, calibrations);
    }

    private static ClassWeights readWeights(DataInputStream data) throws IOException {
        float step = data.readFloat();
        int[] starts = new int[Features.ROWS + 1];
        for (int row = 0; row < Features.ROWS; row++) {
            starts[row + 1] = starts[row] + readNumber(data);
        }
        short[] classes = new short[starts[Features.ROWS]];
        for (int row = 0; row < Features.ROWS; row++) {
            int last = -1;
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                last += readNumber(data) + 1;
                classes[entry] = (short) last;
            }
        }
        byte[] weights = new byte[classes.length];
        data.readFully(weights);
        return new ClassWeights(starts, classes, weights, step);
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
        writeFloats(data, model.bias());
        data.write(model.rarity().sixteenths());
        for (Given given : Given.values()) {
            Calibration calibration = model.calibration(given);
            data.writeShort(calibration.shares().length);
            writeFloats(data, calibration.shares());
            writeFloats(data, calibration.confidences());
        }
        writeWeights(data, model.weights());
        data.flush();
        zipped.finish();
    }

    private static void writeWeights(DataOutputStream data, ClassWeights weights) throws IOException {
        data.writeFloat(weights.step());
        int[] starts = weights.starts();
        for (int row = 0; row < Features.ROWS; row++) {
            writeNumber(data, starts[row + 1] - starts[row]);
        }
        for (int row = 0; row < Features.ROWS; row++) {
            int last = -1;
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                writeNumber(data, weights.classes()[entry] - last - 1);
                last = weights.classes()[entry];
            }
        }
        data.write(weights.weights());
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
