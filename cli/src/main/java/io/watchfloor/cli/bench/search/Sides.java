package io.watchfloor.cli.bench.search;

import io.watchfloor.local.OpenSearchProcess;
import io.watchfloor.local.ScratchService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Both sides, or ours alone, all on one folder. */
final class Sides implements AutoCloseable {
    private final List<SearchSide> sides = new ArrayList<>();

    /** @param service running */
    Sides(ScratchService service, SearchOptions options, Progress progress) {
        sides.add(new OurSide(service, progress));
        if (!options.alone()) {
            Path folder = service.directory();
            OpenSearchProcess server = OpenSearchProcess.start(
                    new OpenSearchProcess.Config(folder.resolve("opensearch"), options.heap(), 1, 0));
            sides.add(new TheirSide(server, folder, progress));
        }
    }

    List<SearchSide> sides() {
        return List.copyOf(sides);
    }

    @Override
    public void close() {
        sides.reversed().forEach(SearchSide::close);
    }
}
