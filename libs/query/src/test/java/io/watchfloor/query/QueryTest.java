package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.watchfloor.query.Query.Piece.AnyRun;
import io.watchfloor.query.Query.Piece.Literal;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {

    private static final Query A = new Query.Term("f", "a");

    @Test
    void joiningTakesAnyNumberOfClauses() {
        assertThat(Query.and(List.of())).isEqualTo(new Query.MatchAll());
        assertThat(Query.or(List.of())).isEqualTo(new Query.Not(new Query.MatchAll()));
        assertThat(Query.and(List.of(A))).isSameAs(A);
        assertThat(Query.or(List.of(A, A))).isEqualTo(new Query.Or(List.of(A, A)));
    }

    @Test
    void patternsAreKeptInOneForm() {
        List<Query.Piece> written = List.of(
                new Literal("a"), new Literal("b"), new AnyRun(), new AnyRun(), new Literal(""), new Literal("c"));

        assertThat(new Query.Wildcard("f", written).pieces())
                .containsExactly(new Literal("ab"), new AnyRun(), new Literal("c"));
    }

    @Test
    void whatASimplerClauseSaysIsRefused() {
        refused(() -> new Query.Wildcard("f", List.of(new Literal("a"))));
        refused(() -> new Query.Wildcard("f", List.of(new Literal("a"), new AnyRun())));
        refused(() -> new Query.Wildcard("f", List.of(new AnyRun())));
        refused(() -> new Query.Wildcard("f", List.of()));
        refused(() -> new Query.And(List.of(A)));
        refused(() -> new Query.Or(List.of()));
        refused(() -> new Query.Range("f", null, null, true, true));
    }

    @Test
    void whatTheSyntaxCannotSayIsRefused() {
        refused(() -> new Query.Term("", "a"));
        refused(() -> new Query.Term("f", ""));
        refused(() -> new Query.Term("*", "a"));
        refused(() -> new Query.Exists("a*"));
        refused(() -> new Query.Exists("_exists_"));
        refused(() -> new Query.Cidr("f", "10.0.0.0"));
        refused(() -> new Query.Regex("f", ""));
        refused(() -> new Query.Regex("f", "a\\"));
    }

    @Test
    void anOpenEndIsAlwaysInclusive() {
        assertThat(new Query.Range("f", "1", null, true, false)).isEqualTo(new Query.Range("f", "1", null, true, true));
    }

    @Test
    void slashesInExpressionsAreEscapedOnce() {
        assertThat(new Query.Regex("f", "a/b").pattern()).isEqualTo("a\\/b");
        assertThat(new Query.Regex("f", "a\\/b").pattern()).isEqualTo("a\\/b");
    }

    private static void refused(Runnable construct) {
        assertThatIllegalArgumentException().isThrownBy(construct::run);
    }
}
