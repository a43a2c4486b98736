package io.watchfloor.cli.parse.truth;

import io.watchfloor.cli.parse.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether every line of every file of a folder is an event.
 *
 * @param lines that are neither blank nor header lines of a table
 * @param events those made
 * @param faults those whose parser failed
 */
public record Losses(int files, int lines, int events, int faults) {
    private static final List<String> NO_LOGS = List.of(
            "README.md",
            ".assert",
            "config.yaml",
            ".evtx",
            "expected.json",
            ".rules",
            ".yml",
            ".golden",
            ".ini",
            "cases.json");

    /** @param folder one of the folders of {@code logs} */
    public static Losses in(Path folder) throws IOException {
        int files = 0;
        int lines = 0;
        int[] events = {0};
        int[] faults = {0};
        for (Path file : Samples.below(folder, "")) {
            if (NO_LOGS.stream().noneMatch(file.getFileName().toString()::endsWith)) {
                files++;
                boolean table = file.toString().contains("zeek");
                lines += (int) LogFile.lines(file).stream()
                        .filter(line -> isLog(line, table))
                        .count();
                LogFile.read(file, null, event -> {
                    events[0]++;
                    if (String.valueOf(event.value("error.message")).contains("the parser failed")) {
                        faults[0]++;
                    }
                });
            }
        }
        return new Losses(files, lines, events[0], faults[0]);
    }

    private static boolean isLog(byte[] line, boolean table) {
        String text = new String(line, StandardCharsets.UTF_8);
        return !text.isBlank() && !(table && text.startsWith("#"));
    }
}
