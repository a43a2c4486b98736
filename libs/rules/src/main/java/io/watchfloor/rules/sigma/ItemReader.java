package io.watchfloor.rules.sigma;

import io.watchfloor.query.Network;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Comparison;
import io.watchfloor.rules.condition.Predicate.Relation;
import io.watchfloor.rules.sigma.Modifier.Change;
import io.watchfloor.rules.sigma.Modifier.Comparing;
import io.watchfloor.rules.sigma.Modifier.TimeOf;
import io.watchfloor.rules.sigma.Modifier.Type;
import io.watchfloor.rules.sigma.YamlNode.Scalar;
import io.watchfloor.rules.sigma.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads one entry of a selection: a field with its modifiers, and values. Several values are alternatives, with {@code all} all are required,
 * with {@code neq} the whole is negated, so that {@code neq} is also true of an event without the field.
 */
final class ItemReader {
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");

    private final ModifierChain chain;
    private final Field field;
    private final Placeholders placeholders;

    ItemReader(ModifierChain chain, Placeholders placeholders) {
        this.chain = chain;
        this.field = chain.field().isEmpty() ? Field.ANY : Field.of(chain.field());
        this.placeholders = placeholders;
    }

    /** Throws {@link InvalidSigmaException}. */
    Condition read(YamlNode value) {
        List<Condition> each = new ArrayList<>();
        long predicates = 0;
        for (Scalar scalar : values(value)) {
            List<Condition> alternatives = alternatives(scalar);
            predicates += alternatives.size();
            if (predicates > ConditionSize.MOST) {
                throw new InvalidSigmaException(scalar.at(), "limit", "the values stand for too many others");
            }
            each.add(Condition.any(alternatives));
        }
        Condition joined = chain.all() ? Condition.all(each) : Condition.any(each);
        return chain.negated() ? new Condition.Not(joined) : joined;
    }

    private static List<Scalar> values(YamlNode value) {
        List<YamlNode> nodes = value instanceof Sequence list ? list.items() : List.of(value);
        if (nodes.isEmpty()) {
            throw new InvalidSigmaException(value.at(), "value", "an empty list matches nothing");
        }
        List<Scalar> scalars = new ArrayList<>(nodes.size());
        for (YamlNode node : nodes) {
            if (!(node instanceof Scalar scalar)) {
                throw new InvalidSigmaException(
                        node.at(), "type", "a value is text, a number, a boolean or null, not " + node.called());
            }
            scalars.add(scalar);
        }
        return scalars;
    }

    private List<Condition> alternatives(Scalar scalar) {
        if (scalar.isNull()) {
            return List.of(missing(scalar));
        }
        return switch (chain.type()) {
            case null -> texts(scalar);
            case Type.RE -> regexes(scalar);
            case Type.CIDR -> networks(scalar);
            case Type.FIELDREF -> List.of(related(scalar));
            case Type.EXISTS -> List.of(exists(scalar));
            case Comparing(Comparison comparison) ->
                List.of(is(new Predicate.Compare(field, comparison, number(scalar))));
            case TimeOf part -> List.of(is(timePart(scalar, part)));
            default -> throw new IllegalStateException("not a type: " + chain.type());
        };
    }

    private static Condition is(Predicate predicate) {
        return new Condition.Is(predicate);
    }

    private Condition missing(Scalar scalar) {
        if (field.isAny() || chain.type() != null || !chain.changes().isEmpty()) {
            String message = field.isAny() ? "a keyword cannot be null" : "null can only be used without modifiers";
            throw new InvalidSigmaException(scalar.at(), "value", message);
        }
        return is(new Predicate.Missing(field));
    }

    private List<Condition> texts(Scalar scalar) {
        List<SigmaText> texts = written(scalar);
        for (Change change : chain.changes()) {
            List<SigmaText> changed = new ArrayList<>();
            for (SigmaText text : texts) {
                changed.addAll(change(change, text, scalar.at()));
            }
            texts = changed;
        }
        List<Condition> conditions = new ArrayList<>(texts.size());
        for (SigmaText text : texts) {
            conditions.add(
                    is(new Predicate.Text(field, placed(text, scalar.at()).pieces(), chain.cased())));
        }
        return conditions;
    }

    private List<SigmaText> written(Scalar scalar) {
        if (chain.expands()) {
            return new Expansion(placeholders, scalar.at()).texts(scalar.text());
        }
        boolean isBoolean = scalar.kind() == YamlNode.Kind.BOOLEAN;
        return List.of(SigmaText.parse(isBoolean ? scalar.text().toLowerCase(Locale.ROOT) : scalar.text()));
    }

    /** Keywords stand anywhere in a value unless their modifiers say where. */
    private SigmaText placed(SigmaText text, Position at) {
        if (field.isAny() && text.isEmpty()) {
            throw new InvalidSigmaException(at, "value", "an empty keyword matches every event");
        }
        return field.isAny() && !chain.hasPlace() ? text.startingAnywhere().endingAnywhere() : text;
    }

    private static List<SigmaText> change(Change change, SigmaText text, Position at) {
        return switch (change) {
            case CASED -> List.of(text);
            case CONTAINS -> List.of(text.startingAnywhere().endingAnywhere());
            case STARTSWITH -> List.of(text.endingAnywhere());
            case ENDSWITH -> List.of(text.startingAnywhere());
            case WIDE, UTF16LE -> List.of(Encoding.utf16le(text));
            case UTF16BE -> List.of(Encoding.utf16be(text));
            case UTF16 -> List.of(Encoding.utf16(text));
            case BASE64 -> List.of(Encoding.base64(withoutWildcards(text, at)));
            case BASE64OFFSET -> offsets(withoutWildcards(text, at), at);
            case WINDASH -> dashes(text, at);
        };
    }

    private static SigmaText withoutWildcards(SigmaText text, Position at) {
        if (text.hasWildcards()) {
            throw new InvalidSigmaException(at, "value", "a value with wildcards cannot be encoded with Base64");
        }
        return text;
    }

    private static List<SigmaText> offsets(SigmaText text, Position at) {
        List<SigmaText> offsets = Encoding.base64Offsets(text);
        if (offsets.stream().anyMatch(SigmaText::isEmpty)) {
            throw new InvalidSigmaException(at, "value", "base64offset needs at least two bytes");
        }
        return offsets;
    }

    private static List<SigmaText> dashes(SigmaText text, Position at) {
        List<SigmaText> variants = Windash.variants(text);
        if (variants.isEmpty()) {
            throw new InvalidSigmaException(at, "limit", "windash cannot vary more than five dashes of a value");
        }
        return variants;
    }

    private List<Condition> regexes(Scalar scalar) {
        List<String> patterns = chain.expands()
                ? new Expansion(placeholders, scalar.at()).regexes(scalar.text())
                : List.of(scalar.text());
        List<Condition> conditions = new ArrayList<>();
        for (String pattern : patterns) {
            String translated = SigmaRegex.translate(pattern, chain.flags(), scalar.at());
            conditions.add(is(new Predicate.Regex(field, placed(translated), chain.flags())));
        }
        return conditions;
    }

    /** A search finds its pattern anywhere, so {@code re|contains} adds nothing. */
    private String placed(String regex) {
        boolean starts = chain.changes().contains(Change.STARTSWITH);
        boolean ends = chain.changes().contains(Change.ENDSWITH);
        return starts || ends ? (starts ? "\\A" : "") + "(?:" + regex + ")" + (ends ? "\\z" : "") : regex;
    }

    private List<Condition> networks(Scalar scalar) {
        List<Condition> networks = new ArrayList<>();
        for (SigmaText text : written(scalar)) {
            String plain = text.plain().strip();
            String network = plain.indexOf('/') >= 0 ? plain : plain + (plain.indexOf(':') < 0 ? "/32" : "/128");
            if (text.hasWildcards() || Network.parse(network) == null) {
                throw new InvalidSigmaException(scalar.at(), "value", "\"" + scalar.text() + "\" is not a network");
            }
            networks.add(is(new Predicate.InNetwork(field, network)));
        }
        return networks;
    }

    private Condition related(Scalar scalar) {
        SigmaText text = SigmaText.parse(scalar.text());
        if (text.hasWildcards() || text.isEmpty()) {
            throw new InvalidSigmaException(scalar.at(), "value", "fieldref takes the name of a field");
        }
        Relation relation = chain.changes().isEmpty()
                ? Relation.EQUALS
                : switch (chain.changes().getFirst()) {
                    case STARTSWITH -> Relation.STARTS_WITH;
                    case ENDSWITH -> Relation.ENDS_WITH;
                    default -> Relation.CONTAINS;
                };
        return is(new Predicate.Related(field, Field.of(text.plain()), relation));
    }

    /** Also the words that YAML 1.1 reads as booleans. */
    private Condition exists(Scalar scalar) {
        String word = scalar.text().toLowerCase(Locale.ROOT);
        Condition present = is(new Predicate.Present(field));
        if (YES.contains(word)) {
            return present;
        }
        if (NO.contains(word)) {
            return new Condition.Not(present);
        }
        throw new InvalidSigmaException(scalar.at(), "value", "exists takes true or false");
    }

    private Predicate timePart(Scalar scalar, TimeOf part) {
        double number = number(scalar);
        if (number != Math.rint(number) || number < part.lowest() || number > part.highest()) {
            String message = "expected a whole number from " + part.lowest() + " to " + part.highest();
            throw new InvalidSigmaException(scalar.at(), "value", message);
        }
        return new Predicate.TimePart(field, part.part(), Comparison.EQUAL, (int) number);
    }

    /** Quoted numbers count, too. */
    static double number(Scalar scalar) {
        String text = scalar.text().strip();
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0);
        try {
            double number = digits ? Double.parseDouble(text) : Double.NaN;
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notANumber(scalar);
        }
        throw notANumber(scalar);
    }

    private static InvalidSigmaException notANumber(Scalar scalar) {
        return new InvalidSigmaException(scalar.at(), "value", "\"" + scalar.text() + "\" is not a number");
    }
}
