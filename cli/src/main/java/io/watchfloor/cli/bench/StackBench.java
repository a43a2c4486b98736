package io.watchfloor.cli.bench;

import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.TerminalProgress;
import io.watchfloor.local.PortPlan;
import io.watchfloor.local.ScratchStack;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures on a fresh stack of its own, which is removed afterwards. */
abstract class StackBench implements Callable<Integer> {
    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--record", description = "Append the result to docs/benchmarks.md.")
    private boolean record;

    /** What was measured, for people and as the last line. */
    record Result(FigureTable table, String json) {}

    private final String name;
    private final PrintStream out = System.out;

    /** @param name of the command */
    StackBench(String name) {
        this.name = name;
    }

    @Override
    public Integer call() throws IOException {
        Path home = SourceTree.home();
        String setting = BenchRecord.machine() + "; seed " + load.seed() + ", " + setting() + ", " + load.connections()
                + " connections, batches of " + load.batch();
        Result result;
        try (ScratchStack scratch = ScratchStack.prepare(home, PortPlan.free(), new TerminalProgress(out))) {
            out.println("Starting a fresh stack in " + scratch.stack().config().dataDirectory());
            scratch.stack().start();
            out.println(setting);
            result = measure(scratch.stack());
        }
        result.table().print(out);
        if (record) {
            out.println(BenchRecord.append(home, name, setting, result.json()));
        }
        out.println(result.json());
        return 0;
    }

    /** What tells this run from another. */
    abstract String setting();

    abstract Result measure(Stack stack) throws IOException;

    LoadOptions load() {
        return load;
    }

    PrintStream out() {
        return out;
    }
}
