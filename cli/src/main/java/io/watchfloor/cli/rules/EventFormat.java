package io.watchfloor.cli.rules;

import io.watchfloor.rules.pipeline.Pipeline;
import java.io.IOException;

/** What the lines of a file are. */
interface EventFormat {
    /** Which names the events have. */
    Pipeline pipeline();

    /**
     * The event of a line.
     *
     * @param place file and line, for events without a name
     * @throws IOException with what is wrong with the line
     */
    FileEvent read(EventFile.Line line, String place) throws IOException;
}
