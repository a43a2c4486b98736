package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Predicate.RegexFlag;
import io.watchfloor.rules.sigma.Modifier.Change;
import io.watchfloor.rules.sigma.Modifier.Comparing;
import io.watchfloor.rules.sigma.Modifier.Expanding;
import io.watchfloor.rules.sigma.Modifier.Flag;
import io.watchfloor.rules.sigma.Modifier.Joining;
import io.watchfloor.rules.sigma.Modifier.TimeOf;
import io.watchfloor.rules.sigma.Modifier.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key of a selection, {@code field|modifier|modifier}, checked. Source: Sigma modifiers appendix 2.1.0. */
final class ModifierChain {
    private final Position at;
    private final String field;
    private final List<Change> changes = new ArrayList<>();
    private final Set<RegexFlag> flags = EnumSet.noneOf(RegexFlag.class);
    private @Nullable Modifier type;
    private boolean all;
    private boolean negated;
    private boolean expands;

    private ModifierChain(String field, Position at) {
        this.field = field;
        this.at = at;
    }

    /** Throws {@link InvalidSigmaException} with code {@code unknown_modifier} or {@code modifier}. */
    static ModifierChain parse(String key, Position at) {
        int bar = key.indexOf('|');
        String field = bar < 0 ? key : key.substring(0, bar);
        ModifierChain chain = new ModifierChain(field, at);
        while (bar >= 0) {
            int end = key.indexOf('|', bar + 1);
            String name = key.substring(bar + 1, end < 0 ? key.length() : end);
            chain.add(name, at.plusColumns(bar + 1));
            bar = end;
        }
        return chain;
    }

    /** Empty for keywords. */
    String field() {
        return field;
    }

    Position at() {
        return at;
    }

    List<Change> changes() {
        return changes;
    }

    Set<RegexFlag> flags() {
        return flags;
    }

    /** A {@link Type}, {@link Comparing} or {@link TimeOf}; null for text. */
    @Nullable
    Modifier type() {
        return type;
    }

    boolean all() {
        return all;
    }

    boolean negated() {
        return negated;
    }

    boolean expands() {
        return expands;
    }

    boolean cased() {
        return changes.contains(Change.CASED);
    }

    boolean hasPlace() {
        return changes.stream().anyMatch(Change::isPlace);
    }

    private void add(String name, Position place) {
        Modifier modifier = Modifier.of(name);
        switch (modifier) {
            case null ->
                throw new InvalidSigmaException(place, "unknown_modifier", "there is no modifier \"" + name + "\"");
            case Joining.ALL -> all = true;
            case Joining.NEQ -> negated = true;
            case Expanding.EXPAND -> expands = true;
            case Change change -> addChange(change, place);
            case Flag(RegexFlag flag) -> addFlag(flag, name, place);
            case Type other -> setType(other, name, place);
            case Comparing other -> setType(other, name, place);
            case TimeOf other -> setType(other, name, place);
        }
    }

    private void addChange(Change change, Position place) {
        boolean regex = type == Type.RE && change.isPlace();
        boolean reference = type == Type.FIELDREF && change.isPlace() && changes.isEmpty();
        if (type != null && !regex && !reference) {
            String name = change.name().toLowerCase(Locale.ROOT);
            throw new InvalidSigmaException(place, "modifier", name + " cannot be used behind " + typeName());
        }
        changes.add(change);
    }

    private void addFlag(RegexFlag flag, String name, Position place) {
        if (type != Type.RE) {
            throw new InvalidSigmaException(place, "modifier", name + " can only be used behind re");
        }
        flags.add(flag);
    }

    private void setType(Modifier other, String name, Position place) {
        if (type != null) {
            throw new InvalidSigmaException(place, "modifier", name + " cannot be used with " + typeName());
        }
        if (!changes.isEmpty()) {
            String before = changes.getLast().name().toLowerCase(Locale.ROOT);
            throw new InvalidSigmaException(place, "modifier", name + " cannot be used behind " + before);
        }
        if (field.isEmpty() && other != Type.RE && other != Type.CIDR) {
            throw new InvalidSigmaException(place, "modifier", name + " needs a field");
        }
        type = other;
    }

    private String typeName() {
        return switch (type) {
            case Comparing ignored -> "a comparison";
            case TimeOf ignored -> "a part of time";
            case null -> "text";
            default -> type.toString().toLowerCase(Locale.ROOT);
        };
    }
}
