package io.watchfloor.rules.engine;

import io.watchfloor.rules.engine.PartitionKey.KeyClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Asks a rule set about event after event, in place, on their bytes. For one thread; makes no garbage for values it has seen. */
public final class Matcher {
    private static final int MAX_KINDS = 20_000;

    private final RuleSet rules;
    private final int anyField;
    private final int keyFields;
    private final JsonScanner scanner;
    private final ValueBudget budget;
    private final ValueCache[] caches;
    private final Occurrences occurrences;
    private final Frequency frequency;

    private Partitions partitions;
    private PartitionKey[] keys;
    private LongMap<Partition> byKey = new LongMap<>();
    private Partition partition;

    /** Number of the event; what is marked with another number is of an earlier event. */
    private int round;

    private final int[] searched;
    private final int[][] marked;
    private int[] candidateIn = new int[64];
    private int[] candidates = new int[64];
    private int candidateCount;
    private long evaluated;
    private long events;

    Matcher(RuleSet rules, ValueBudget budget) {
        this.rules = rules;
        this.budget = budget;
        SetCompiler set = rules.compiled();
        List<FieldIndex> indexes = set.indexes();
        anyField = rules.anyField().orElse(Occurrences.NOWHERE);
        keyFields = set.options().keyFields().size();
        scanner = new JsonScanner(rules.paths());
        TextFolder folder = new TextFolder();
        caches = indexes.stream()
                .map(index -> new ValueCache(index, folder, budget))
                .toArray(ValueCache[]::new);
        occurrences = new Occurrences(rules, caches, folder);
        frequency = new Frequency(indexes);
        partitions = new Partitions(set, frequency);
        keys = newKeys();
        partition = new Partition(List.of(), indexes.size(), null, frequency);
        searched = new int[indexes.size()];
        marked = indexes.stream().map(index -> new int[index.marks()]).toArray(int[][]::new);
        budget.join(this);
    }

    private PartitionKey[] newKeys() {
        PartitionKey[] fresh = new PartitionKey[keyFields];
        Arrays.setAll(fresh, field -> new PartitionKey());
        return fresh;
    }

    /** Counts since the matcher was made. */
    public record Statistics(long events, long evaluations, int partitions, long valuesKnown, long valuesNew) {}

    public Statistics statistics() {
        long known = Arrays.stream(caches).mapToLong(ValueCache::hits).sum();
        long fresh = Arrays.stream(caches).mapToLong(ValueCache::misses).sum();
        return new Statistics(events, evaluated, partitions.size(), known, fresh);
    }

    /**
     * Gives the numbers of all rules that match, each once, in no particular order.
     *
     * @param json holds a JSON object at {@code [from, to)}; not kept
     * @throws MalformedEventException if there is no object
     */
    public void match(byte[] json, int from, int to, RuleSet.Labels with, IntConsumer matches) {
        begin();
        occurrences.begin(with);
        scanner.scan(json, from, to, occurrences.slots);
        occurrences.locate();
        partition = partition();
        partition.seen(frequency);
        AnyValue any = partition.any();
        if (any != null) {
            occurrences.locateAny(anyField, any, json, from, to);
        }
        candidateCount = 0;
        if (candidateIn.length < partition.size()) {
            candidateIn = new int[partition.size() * 2];
        }
        findCandidates();
        evaluate(matches);
    }

    private void begin() {
        budget.settle();
        if (isCrowded()) {
            forget();
        }
        nextRound();
        events++;
    }

    private void nextRound() {
        if (++round == Integer.MAX_VALUE) {
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
    }

    /** Finds the values of an event and nothing else: what any matcher has to do at least. How many there are. */
    public int scan(byte[] json, int from, int to) {
        Slots slots = occurrences.slots;
        slots.clear();
        scanner.scan(json, from, to, slots);
        return slots.count;
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
        int occurrence = occurrences.first(field);
        if (occurrence == Occurrences.NOWHERE) {
            return PartitionKey.ABSENT;
        }
        if (occurrences.next(occurrence) != Occurrences.NOWHERE) {
            return classOfSeveral(field);
        }
        if (occurrences.isNull(occurrence)) {
            return PartitionKey.EMPTY;
        }
        ValueEntry entry = occurrences.entry(occurrence);
        if (entry.keyClass < 0) {
            entry.keyClass = keys[field].of(entry.marks.clone());
        }
        return entry.keyClass;
    }

    /** What holds of one of several values holds of the field. */
    private int classOfSeveral(int field) {
        IntList all = new IntList();
        for (int o = occurrences.first(field); o != Occurrences.NOWHERE; o = occurrences.next(o)) {
            if (!occurrences.isNull(o)) {
                for (int mark : occurrences.entry(o).marks) {
                    all.add(mark);
                }
            }
        }
        int[] distinct = Arrays.stream(all.toArray()).distinct().toArray();
        return occurrences.isPresent(field, true) ? keys[field].of(distinct) : PartitionKey.EMPTY;
    }

    private void findCandidates() {
        for (int o = 0; o < occurrences.count(); o++) {
            int field = occurrences.field(o);
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
        for (int o = occurrences.first(field); o != Occurrences.NOWHERE; o = occurrences.next(o)) {
            if (!occurrences.isNull(o)) {
                mark(field, occurrences.entry(o).marks);
            }
        }
    }

    private void mark(int field, int[] held) {
        int[] marks = marked[field];
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

    /** The values of the event that is asked about. */
    Occurrences occurrences() {
        return occurrences;
    }
}
