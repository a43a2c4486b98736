package io.watchfloor.rules.pipeline;

/** A pipeline's text is wrong; the message begins with file and line. */
public final class PipelineSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    PipelineSyntaxException(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
        this.file = file;
        this.line = line;
    }

    public String file() {
        return file;
    }

    /** From 1. */
    public int line() {
        return line;
    }
}
