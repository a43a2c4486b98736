package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts of whole blocks, which never change, in bounded memory. Only to be asked for blocks that the database has just shown to the tenant.
 * Usable from any threads.
 */
final class CountCache {
    /** Number of a question of which nothing is kept. */
    static final long NONE = 0;
    /** Bytes of a key and its place. */
    private static final int KEY_BYTES = 150;
    /** Of all bytes the part that questions take at most, and one count. */
    private static final int PART = 64;

    private final long mostBytes;
    private final SizedMap<CountQuestion, Long> questions;
    private final SizedMap<Key, BlockCount> counts;
    private final AtomicLong last = new AtomicLong(NONE);

    private record Key(TenantId tenant, long question, long block) {}

    CountCache(long mostBytes) {
        this.mostBytes = mostBytes;
        this.questions = new SizedMap<>(mostBytes / PART);
        this.counts = new SizedMap<>(mostBytes - mostBytes / PART);
    }

    /** A number for the question, which no other has had. A question that was forgotten has another one when it comes again. */
    long number(@Nullable CountQuestion question) {
        if (question == null) {
            return NONE;
        }
        Long known = questions.get(question);
        if (known != null) {
            return known;
        }
        long memory = question.memory();
        if (memory > mostBytes / PART) {
            return NONE;
        }
        long number = last.incrementAndGet();
        questions.put(question, number, memory);
        return number;
    }

    @Nullable
    BlockCount get(TenantId tenant, long question, long block) {
        return question == NONE ? null : counts.get(new Key(tenant, question, block));
    }

    /** Keeps the count of all rows of a block, unless it would drive out many others. */
    void put(TenantId tenant, long question, long block, BlockCount count) {
        if (question == NONE) {
            return;
        }
        BlockCount compact = count.compact();
        long memory = KEY_BYTES + compact.memory();
        if (memory <= mostBytes / PART) {
            counts.put(new Key(tenant, question, block), compact, memory);
        }
    }
}
