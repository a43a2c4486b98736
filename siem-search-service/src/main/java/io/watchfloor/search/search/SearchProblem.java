package io.watchfloor.search.search;

import io.watchfloor.platform.problem.ProblemType;

/** Why a search is refused. */
enum SearchProblem implements ProblemType {
    SNAPSHOT_EXPIRED("The search whose pages these are is too old to go on", 410),
    SEARCH_RUNS("A search of this id is running", 409);

    private final String title;
    private final int status;

    SearchProblem(String title, int status) {
        this.title = title;
        this.status = status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
