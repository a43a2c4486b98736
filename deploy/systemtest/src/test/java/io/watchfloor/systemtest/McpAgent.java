package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An AI agent's side: a program with the official TypeScript SDK of the Model Context Protocol. */
final class McpAgent {
    private static final Path SOURCES = Path.of("src/test/mcp");
    private static final Path PLACE = Path.of("target/mcp-client");

    private McpAgent() {}

    /** Whether the programs that it takes are there. */
    static boolean isPossible() {
        return runs("node") && runs("npm");
    }

    private static boolean runs(String program) {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Fetches the SDK by the lock file. */
    static void install() {
        try {
            Files.createDirectories(PLACE);
            for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
                Files.write(PLACE.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), "");
    }

    /** What the server answers to a session that lists everything, makes these calls, and reads all resources. */
    static JsonNode session(String url, String token, List<Map<String, ?>> calls, List<Map<String, ?>> prompts) {
        String asked = Client.text(Map.of("url", url, "token", token, "calls", calls, "prompts", prompts));
        try {
            return Client.JSON.readTree(run(List.of("node", "client.mjs"), asked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command, String input) {
        try {
            Path said = Files.createTempFile(PLACE, "said", ".log");
            Path errors = Files.createTempFile(PLACE, "errors", ".log");
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .directory(PLACE.toFile())
                    .redirectOutput(said.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended && process.exitValue() == 0)
                    .as("%s: %s", command, Files.readString(errors))
                    .isTrue();
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
