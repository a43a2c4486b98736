package io.watchfloor.detection.sigma;

import io.watchfloor.detection.sigma.ImportReport.Rejected;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a zip in memory, within bounds that hold whatever the archive says of itself: nothing is written anywhere. Only
 * {@code .yml} and {@code .yaml} entries are read. One unsound entry is rejected; an unsound archive is refused.
 */
final class RuleArchive {
    private static final int LONGEST_NAME = 500;
    private static final long SMALL = 1 << 20;

    private final ImportConfig limits;
    private final long mostBytes;
    private final List<RuleFile> files = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int entries;
    private int ignored;
    private long unpacked;

    private RuleArchive(int packed, ImportConfig limits) {
        this.limits = limits;
        long byRatio = Math.max(SMALL, (long) packed * limits.maxRatio());
        this.mostBytes = Math.min(byRatio, limits.maxTotalSize().asLongValue());
    }

    /** Reads all entries; 400 for what is no zip, 413 for one beyond the limits. */
    static RuleFiles read(byte[] zip, ImportConfig limits) {
        RuleArchive archive = new RuleArchive(zip.length, limits);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                archive.take(entry, in);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The archive cannot be read", e)
                    .at("", "zip", "expected a zip that is whole and not encrypted");
        }
        if (archive.entries == 0) {
            throw ProblemException.invalid("", "zip", "The body is no zip, or an empty one");
        }
        return new RuleFiles(archive.files, archive.rejected, archive.ignored);
    }

    private void take(ZipEntry entry, ZipInputStream in) throws IOException {
        if (++entries > limits.maxFiles()) {
            throw tooLarge("more than " + limits.maxFiles() + " entries");
        }
        byte[] bytes = bytes(in);
        String name = entry.getName();
        if (!isPlain(name)) {
            rejected.add(new Rejected(shown(name), 0, 0, "path", "the entry's name is not a plain relative path"));
        } else if (entry.isDirectory() || !isYaml(name)) {
            ignored += entry.isDirectory() ? 0 : 1;
        } else if (bytes.length > limits.maxFileSize().asLongValue()) {
            rejected.add(new Rejected(name, 0, 0, "limit", "the file is too large"));
        } else {
            Optional<String> text = FileText.of(bytes);
            text.ifPresentOrElse(
                    content -> files.add(new RuleFile(name, content)),
                    () -> rejected.add(new Rejected(name, 0, 0, "encoding", "the file is not UTF-8")));
        }
    }

    /** The entry's bytes, at most one more than a file may have; the rest is counted and thrown away. */
    private byte[] bytes(ZipInputStream in) throws IOException {
        byte[] kept = in.readNBytes(Math.toIntExact(limits.maxFileSize().asLongValue() + 1));
        count(kept.length);
        byte[] rest = new byte[8_192];
        for (int read = in.read(rest); read >= 0; read = in.read(rest)) {
            count(read);
        }
        return kept;
    }

    private void count(int bytes) {
        unpacked += bytes;
        if (unpacked > mostBytes) {
            throw tooLarge("it unpacks to more than " + mostBytes + " bytes");
        }
    }

    private static ProblemException tooLarge(String why) {
        return new ProblemException(CommonProblem.TOO_LARGE, "The archive is too large: " + why);
    }

    private static boolean isYaml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yml") || lower.endsWith(".yaml");
    }

    private static boolean isPlain(String name) {
        boolean odd = name.isBlank()
                || name.length() > LONGEST_NAME
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.chars().anyMatch(Character::isISOControl);
        return !odd && !Arrays.asList(name.split("/", -1)).contains("..");
    }

    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.chars().limit(LONGEST_NAME).forEach(c -> shown.append(Character.isISOControl(c) ? '?' : (char) c));
        return shown.toString();
    }
}
