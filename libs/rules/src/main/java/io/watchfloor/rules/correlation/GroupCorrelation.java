package io.watchfloor.rules.correlation;

/** A correlation over one group's log. What it holds itself can be lost: it can be opened anew for every hit. */
public sealed interface GroupCorrelation permits Bursts, Windows, NewValues {
    CorrelationLog log();

    /** Takes a hit, in any order. */
    Found onHit(RefHit hit);

    /** Finds what no hit can change any more when all hits before {@code watermarkMs} have come. */
    Found advance(long watermarkMs);

    /** The watermark at which there will be something to find; {@link Long#MAX_VALUE} for never. */
    long dueMs();
}
