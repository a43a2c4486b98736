package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What questions found in whole blocks, which never changes, in bounded memory. Only to be asked for blocks that the database has just shown
 * to the tenant. Usable from any threads.
 */
final class AnswerCache<V> {
    /** Number of a question of which nothing is kept. */
    static final long NONE = 0;
    /** Bytes of a key and its place. */
    private static final int KEY_BYTES = 150;
    /** Of all bytes the part that questions take at most, and one answer. */
    private static final int PART = 64;

    private final long mostBytes;
    private final SizedMap<CountQuestion, Long> questions;
    private final SizedMap<Key, V> answers;
    private final AtomicLong last = new AtomicLong(NONE);

    private record Key(TenantId tenant, long question, long block) {}

    AnswerCache(long mostBytes) {
        this.mostBytes = mostBytes;
        this.questions = new SizedMap<>(mostBytes / PART);
        this.answers = new SizedMap<>(mostBytes - mostBytes / PART);
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
    V get(TenantId tenant, long question, long block) {
        return question == NONE ? null : answers.get(new Key(tenant, question, block));
    }

    /**
     * Keeps what was found in all rows of a block, unless it would drive out many others.
     *
     * @param size bytes that it takes, about
     */
    void put(TenantId tenant, long question, long block, V answer, long size) {
        if (question != NONE && size <= mostBytes / PART) {
            answers.put(new Key(tenant, question, block), answer, KEY_BYTES + size);
        }
    }
}
