package io.watchfloor.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.provider.Arguments;

/** Reads a table of cases: a line each, columns separated by {@code " => "}, comments with {@code #}. */
final class Cases {

    private Cases() {}

    static List<Arguments> read(String file) {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Cases.class.getResourceAsStream("/cases/" + file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[]) line.split(" => ", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
