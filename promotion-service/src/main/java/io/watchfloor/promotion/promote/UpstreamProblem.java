package io.watchfloor.promotion.promote;

import io.watchfloor.platform.problem.ProblemType;
import java.net.URI;

/** A problem that another service answered with, to be passed on as it is. */
record UpstreamProblem(String name, String title, int status, URI type) implements ProblemType {}
