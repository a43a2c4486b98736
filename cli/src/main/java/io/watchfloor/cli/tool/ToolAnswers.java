package io.watchfloor.cli.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of answers, a line each; it has its name when all are there. */
final class ToolAnswers implements Closeable {
    private final Path target;
    private final Path partial;
    private final BufferedWriter lines;

    ToolAnswers(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        this.partial = this.target.resolveSibling(this.target.getFileName() + ".partial");
        this.lines = Files.newBufferedWriter(partial);
    }

    void write(JsonNode answer) throws IOException {
        lines.write(Api.JSON.writeValueAsString(answer));
        lines.write('\n');
    }

    void finish() throws IOException {
        lines.close();
        Path unused = Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lines.close();
        boolean unused = Files.deleteIfExists(partial);
    }
}
