package io.watchfloor.rules.sigma;

/** A place in a file; both from 1. */
record Position(int line, int column) implements Comparable<Position> {
    static final Position START = new Position(1, 1);

    Position plusColumns(int more) {
        return new Position(line, column + more);
    }

    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
