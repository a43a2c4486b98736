package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.Predicate.Relation;
import io.watchfloor.rules.condition.PredicateTest;
import io.watchfloor.rules.engine.PartitionKey.KeyClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Asks a rule set about event after event, in place, on their bytes. For one thread; makes no garbage for values it has seen. */
public final class Matcher {
    private static final long CACHE_BYTES = 64L << 20;
    private static final int MAX_KINDS = 20_000;
    private static final int NOWHERE = -1;

    private final RuleSet rules;
    private final int anyField;
    private final int keyFields;
    private final JsonScanner scanner;
    private final Slots slots = new Slots();
    private final TextFolder folder = new TextFolder();
    private final ValueCache.Budget budget = new ValueCache.Budget(CACHE_BYTES);
    private final ValueCache[] caches;
    private final Frequency frequency;

    private Partitions partitions;
    private PartitionKey[] keys;
    private LongMap<Partition> byKey = new LongMap<>();
    private Partition partition;

    /** Number of the event; what is marked with another number is of an earlier event. */
    private int round;
    /** By field: its first occurrence in the event, valid in the round {@link #occurs}. */
    private final int[] firstOccurrence;

    private final int[] occurs;
    private int occurrences;
    private int[] slotOf = new int[64];
    private int[] fieldOf = new int[64];
    private int[] nextOccurrence = new int[64];
    private @Nullable ValueEntry[] entryOf = new @Nullable ValueEntry[64];

    private int labels;
    private final int[] searched;
    private final int[][] marked;
    private int[] candidateIn = new int[64];
    private int[] candidates = new int[64];
    private int candidateCount;
    private long evaluated;
    private long events;

    Matcher(RuleSet rules) {
        this.rules = rules;
        SetCompiler set = rules.compiled();
        List<FieldIndex> indexes = set.indexes();
        anyField = rules.anyField().orElse(NOWHERE);
        keyFields = set.options().keyFields().size();
        scanner = new JsonScanner(rules.paths());
        caches = indexes.stream().map(index -> new ValueCache(index, budget)).toArray(ValueCache[]::new);
        frequency = new Frequency(indexes);
        partitions = new Partitions(set, frequency);
        keys = newKeys();
        partition = new Partition(List.of(), indexes.size(), null, frequency);
        firstOccurrence = new int[indexes.size()];
        occurs = new int[indexes.size()];
        searched = new int[indexes.size()];
        marked = indexes.stream().map(index -> new int[index.marks()]).toArray(int[][]::new);
    }

    private PartitionKey[] newKeys() {
        PartitionKey[] fresh = new PartitionKey[keyFields];
        Arrays.setAll(fresh, field -> new PartitionKey());
        return fresh;
    }

    /** Counts since the matcher was made. */
    public record Statistics(long events, long evaluations, int partitions, long valuesKnown, long valuesNew) {}

    public Statistics statistics() {
        return new Statistics(events, evaluated, partitions.size(), budget.hits, budget.misses);
    }

    /**
     * Gives the numbers of all rules that match, each once, in no particular order.
     *
     * @param json holds a JSON object at {@code [from, to)}; not kept
     * @throws MalformedEventException if there is no object
     */
    public void match(byte[] json, int from, int to, RuleSet.Labels with, IntConsumer matches) {
        begin(with);
        scanner.scan(json, from, to, slots);
        locate();
        partition = partition();
        partition.seen(frequency);
        AnyValue any = partition.any();
        if (any != null) {
            locateAny(any, json, from, to);
        }
        candidateCount = 0;
        if (candidateIn.length < partition.size()) {
            candidateIn = new int[partition.size() * 2];
        }
        findCandidates();
        evaluate(matches);
    }

    private void begin(RuleSet.Labels with) {
        if (budget.isSpent() || isCrowded()) {
            forget();
        }
        nextRound();
        events++;
        slots.clear();
        occurrences = 0;
        for (RuleSet.Label label : with.items) {
            slots.add(label.path(), Slots.WIDE, label.value(), 0, label.value().length);
        }
        labels = slots.count;
    }

    private void nextRound() {
        if (++round == Integer.MAX_VALUE) {
            Arrays.fill(occurs, 0);
            Arrays.fill(searched, 0);
            Arrays.fill(candidateIn, 0);
            for (int[] marks : marked) {
                Arrays.fill(marks, 0);
            }
            round = 1;
        }
    }

    /** Whether the kinds of events have become more than is sound to keep. */
    private boolean isCrowded() {
        for (PartitionKey key : keys) {
            if (key.isFull()) {
                return true;
            }
        }
        return byKey.size() > MAX_KINDS;
    }

    /** Drops all that is remembered; nothing that is decided depends on it. */
    private void forget() {
        partitions = new Partitions(rules.compiled(), frequency);
        keys = newKeys();
        byKey = new LongMap<>();
        forgetValues();
    }

    /** Drops the values that were seen, so that the next events are as new; for measurements. */
    public void forgetValues() {
        for (ValueCache cache : caches) {
            cache.clear();
        }
        budget.clear();
    }

    /** Finds the values of an event and nothing else: what any matcher has to do at least. How many there are. */
    public int scan(byte[] json, int from, int to) {
        slots.clear();
        scanner.scan(json, from, to, slots);
        return slots.count;
    }

    private void locate() {
        int[][] fieldsOfPath = rules.fieldsOfPath();
        for (int slot = 0; slot < slots.count; slot++) {
            int path = slots.path[slot];
            if (path >= 0) {
                for (int field : fieldsOfPath[path]) {
                    addOccurrence(field, slot);
                }
            }
        }
    }

    /** Every value that is not hidden is one of the field that is all of them; those are left out of which nothing can hold. */
    private void locateAny(AnyValue any, byte[] json, int from, int to) {
        LiteralSearch filter = any.filter();
        boolean inEvent = filter == null || filter.mayStand(json, from, to);
        for (int slot = labels; slot < slots.count; slot++) {
            boolean wide = slots.kind[slot] == Slots.WIDE;
            if ((inEvent || wide)
                    && isWanted(filter, slot, wide)
                    && !rules.paths().isHidden(slots.path[slot])) {
                addOccurrence(anyField, slot);
            }
        }
    }

    private boolean isWanted(@Nullable LiteralSearch filter, int slot, boolean wide) {
        byte[] bytes = slots.bytes[slot];
        int from = slots.start[slot];
        int to = slots.end[slot];
        return filter == null || wide && !Bytes.foldsApart(bytes, from, to) || filter.mayStand(bytes, from, to);
    }

    private void addOccurrence(int field, int slot) {
        if (occurrences == slotOf.length) {
            int size = occurrences * 2;
            slotOf = Arrays.copyOf(slotOf, size);
            fieldOf = Arrays.copyOf(fieldOf, size);
            nextOccurrence = Arrays.copyOf(nextOccurrence, size);
            entryOf = Arrays.copyOf(entryOf, size);
        }
        slotOf[occurrences] = slot;
        fieldOf[occurrences] = field;
        nextOccurrence[occurrences] = first(field);
        entryOf[occurrences] = null;
        firstOccurrence[field] = occurrences++;
        occurs[field] = round;
    }

    private int first(int field) {
        return occurs[field] == round ? firstOccurrence[field] : NOWHERE;
    }

    private boolean isNull(int occurrence) {
        return slots.kind[slotOf[occurrence]] == Slots.NULL;
    }

    private ValueEntry entry(int field, int occurrence) {
        ValueEntry entry = entryOf[occurrence];
        if (entry == null) {
            entry = caches[field].get(slots, slotOf[occurrence]);
            entryOf[occurrence] = entry;
        }
        return entry;
    }

    private Partition partition() {
        long key = 0;
        for (int field = 0; field < keyFields; field++) {
            key = PartitionKey.with(key, keyClass(field));
        }
        Partition known = byKey.get(key);
        return known != null ? known : newPartition(key);
    }

    private Partition newPartition(long key) {
        List<KeyClass> classes = new ArrayList<>();
        for (int field = 0; field < keyFields; field++) {
            classes.add(keys[field].get(keyClass(field)));
        }
        Partition made = partitions.make(classes);
        byKey.put(key, made);
        return made;
    }

    private int keyClass(int field) {
        int occurrence = first(field);
        if (occurrence == NOWHERE) {
            return PartitionKey.ABSENT;
        }
        if (nextOccurrence[occurrence] != NOWHERE) {
            return classOfSeveral(field);
        }
        if (isNull(occurrence)) {
            return PartitionKey.EMPTY;
        }
        ValueEntry entry = entry(field, occurrence);
        if (entry.keyClass < 0) {
            entry.keyClass = keys[field].of(entry.marks.clone());
        }
        return entry.keyClass;
    }

    /** What holds of one of several values holds of the field. */
    private int classOfSeveral(int field) {
        IntList all = new IntList();
        boolean value = false;
        for (int o = first(field); o != NOWHERE; o = nextOccurrence[o]) {
            if (!isNull(o)) {
                value = true;
                for (int mark : entry(field, o).marks) {
                    all.add(mark);
                }
            }
        }
        int[] distinct = Arrays.stream(all.toArray()).distinct().toArray();
        return value ? keys[field].of(distinct) : PartitionKey.EMPTY;
    }

    private void findCandidates() {
        for (int o = 0; o < occurrences; o++) {
            int field = fieldOf[o];
            if (searched[field] != round && partition.waitsFor(field)) {
                search(field);
            }
        }
        for (int survivor : partition.always()) {
            addCandidate(survivor);
        }
    }

    /** Marks what holds of the field's values. */
    private void search(int field) {
        searched[field] = round;
        int[] marks = marked[field];
        for (int o = first(field); o != NOWHERE; o = nextOccurrence[o]) {
            if (!isNull(o)) {
                int[] held = entry(field, o).marks;
                frequency.looked(field, held);
                for (int mark : held) {
                    if (marks[mark] != round) {
                        marks[mark] = round;
                        for (int survivor : partition.waiting(field, mark)) {
                            addCandidate(survivor);
                        }
                    }
                }
            }
        }
    }

    private void addCandidate(int survivor) {
        if (candidateIn[survivor] == round) {
            return;
        }
        candidateIn[survivor] = round;
        if (candidateCount == candidates.length) {
            candidates = Arrays.copyOf(candidates, candidateCount * 2);
        }
        candidates[candidateCount++] = survivor;
    }

    private void evaluate(IntConsumer matches) {
        evaluated += candidateCount;
        for (int i = 0; i < candidateCount; i++) {
            Partition.Survivor survivor = partition.survivor(candidates[i]);
            if (survivor.root().test(this)) {
                matches.accept(survivor.rule());
            }
        }
    }

    boolean isMarked(int field, int mark) {
        if (searched[field] != round) {
            search(field);
        }
        return marked[field][mark] == round;
    }

    boolean passes(int field, int test) {
        for (int o = first(field); o != NOWHERE; o = nextOccurrence[o]) {
            if (!isNull(o) && entry(field, o).passes(test, caches[field].index(), folder)) {
                return true;
            }
        }
        return false;
    }

    boolean isPresent(int field, boolean value) {
        for (int o = first(field); o != NOWHERE; o = nextOccurrence[o]) {
            if (!value || !isNull(o)) {
                return true;
            }
        }
        return false;
    }

    boolean relates(int field, int other, Relation relation) {
        for (int o = first(field); o != NOWHERE; o = nextOccurrence[o]) {
            for (int p = first(other); p != NOWHERE; p = nextOccurrence[p]) {
                if (!isNull(o) && !isNull(p) && PredicateTest.related(relation, text(o), text(p))) {
                    return true;
                }
            }
        }
        return false;
    }

    private String text(int occurrence) {
        int slot = slotOf[occurrence];
        return folder.text(slots.kind[slot], slots.bytes[slot], slots.start[slot], slots.end[slot]);
    }
}
