package io.watchfloor.rules.sigma;

/** Something that cannot be read, and where. */
final class InvalidSigmaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Position at;
    private final String code;

    InvalidSigmaException(Position at, String code, String message) {
        super(message, null, false, false);
        this.at = at;
        this.code = code;
    }

    Position at() {
        return at;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
