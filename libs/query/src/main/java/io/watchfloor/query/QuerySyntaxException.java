package io.watchfloor.query;

/** A query text that cannot be understood or is over a limit. The message names what was expected. */
public final class QuerySyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    public QuerySyntaxException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** Where in the query text, in UTF-16 characters from 0; the length of the text means its end. */
    public int position() {
        return position;
    }
}
