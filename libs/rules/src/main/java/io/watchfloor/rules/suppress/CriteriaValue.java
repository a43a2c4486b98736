package io.watchfloor.rules.suppress;

import io.watchfloor.contracts.Severity;
import io.watchfloor.observables.dedup.EntityKind;
import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the values of a key are read. Throws {@link IllegalArgumentException} with a sentence for one that is none. */
sealed interface CriteriaValue {

    /** The clause that a value means. */
    Query read(@Nullable Object value);

    /** Severities by name, or all from one on. */
    record OfSeverity(String field) implements CriteriaValue {
        @Override
        public Query read(@Nullable Object value) {
            if (value instanceof Map<?, ?> operator) {
                Severity least = Severity.of(Operator.of(operator, "gte").text());
                return Query.or(Stream.of(Severity.values())
                        .filter(severity -> severity.compareTo(least) >= 0)
                        .map(this::exactly)
                        .toList());
            }
            return exactly(Severity.of(Operator.checked(value)));
        }

        private Query exactly(Severity severity) {
            return new Query.Term(field, severity.wireName());
        }
    }

    /** Values of any field. */
    record OfField(String field, boolean addresses) implements CriteriaValue {
        private static final String REGEX_SPECIAL = "\\.+*?()|[]{}^$/";

        @Override
        public Query read(@Nullable Object value) {
            if (!(value instanceof Map<?, ?> written)) {
                return exact(Operator.scalar(value));
            }
            Operator operator = addresses ? Operator.of(written, "glob", "cidr") : Operator.of(written, "glob");
            return operator.name().equals("cidr")
                    ? new Query.Cidr(field, operator.text().strip())
                    : glob(operator.text());
        }

        private Query exact(String text) {
            String normal =
                    EntityKind.of(FieldAliases.resolve(field).getFirst()).normalise(text);
            if (normal.isEmpty()) {
                throw new IllegalArgumentException("A value is not blank");
            }
            return isText() ? new Query.Regex(field, quoted(normal)) : new Query.Term(field, normal);
        }

        private Query glob(String pattern) {
            String normal = Normalizer.normalize(pattern, Normalizer.Form.NFKC);
            if (normal.indexOf('*') < 0 && normal.indexOf('?') < 0) {
                return exact(normal);
            }
            if (isText()) {
                return new Query.Regex(field, regex(normal));
            }
            List<Piece> pieces = pieces(normal);
            boolean anything = pieces.stream().allMatch(Piece.AnyRun.class::isInstance);
            return anything ? new Query.Exists(field) : wildcard(pieces);
        }

        private Query wildcard(List<Piece> pieces) {
            boolean prefix = pieces.size() == 2
                    && pieces.getFirst() instanceof Piece.Literal
                    && pieces.getLast() instanceof Piece.AnyRun;
            return prefix
                    ? new Query.Prefix(field, ((Piece.Literal) pieces.getFirst()).text())
                    : new Query.Wildcard(field, pieces);
        }

        /** Queries find tokens in such a field; only a regular expression asks for the whole value. */
        private boolean isText() {
            return FieldAliases.resolve(field).stream().anyMatch(Fields::isText);
        }

        private static List<Piece> pieces(String pattern) {
            List<Piece> pieces = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c != '*' && c != '?') {
                    literal.append(c);
                    continue;
                }
                if (!literal.isEmpty()) {
                    pieces.add(new Piece.Literal(literal.toString()));
                    literal.setLength(0);
                }
                boolean again = !pieces.isEmpty() && pieces.getLast() instanceof Piece.AnyRun;
                if (c == '?' || !again) {
                    pieces.add(c == '?' ? new Piece.AnyOne() : new Piece.AnyRun());
                }
            }
            if (!literal.isEmpty()) {
                pieces.add(new Piece.Literal(literal.toString()));
            }
            return pieces;
        }

        private static String quoted(String text) {
            StringBuilder quoted = new StringBuilder(text.length());
            text.chars()
                    .forEach(c -> quoted.append(REGEX_SPECIAL.indexOf(c) < 0 ? "" : "\\")
                            .append((char) c));
            return quoted.toString();
        }

        private static String regex(String pattern) {
            StringBuilder regex = new StringBuilder();
            for (Piece piece : pieces(pattern)) {
                regex.append(
                        switch (piece) {
                            case Piece.Literal(var text) -> quoted(text);
                            case Piece.AnyRun() -> ".*";
                            case Piece.AnyOne() -> ".";
                        });
            }
            return regex.toString();
        }
    }

    /** An object with one member that says how to compare. */
    record Operator(String name, String text) {
        static Operator of(Map<?, ?> written, String... known) {
            String names = String.join(" or ", known);
            if (written.size() != 1) {
                throw new IllegalArgumentException("An operator is an object with one member: " + names);
            }
            Map.Entry<?, ?> only = written.entrySet().iterator().next();
            if (!List.of(known).contains(String.valueOf(only.getKey()))) {
                throw new IllegalArgumentException("There is no operator " + only.getKey() + " here, but " + names);
            }
            return new Operator(String.valueOf(only.getKey()), checked(only.getValue()));
        }

        static String scalar(@Nullable Object value) {
            return value instanceof Number || value instanceof Boolean ? value.toString() : checked(value);
        }

        static String checked(@Nullable Object value) {
            if (!(value instanceof String text) || text.isBlank() || text.length() > Criteria.MAX_VALUE_LENGTH) {
                throw new IllegalArgumentException(
                        "A value is a text of 1 to " + Criteria.MAX_VALUE_LENGTH + " characters");
            }
            return text;
        }
    }
}
