package io.watchfloor.cli.quality;

import java.io.IOException;
import java.nio.file.Path;

/** A part of the page: how good one tool is. */
interface QualitySection {
    String title();

    /**
     * The figures as Markdown, without a title.
     *
     * @param shared the folder of data with known answers
     */
    String markdown(Path shared) throws IOException;
}
