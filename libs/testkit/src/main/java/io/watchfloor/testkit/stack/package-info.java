/**
 * Real PostgreSQL and Kafka for component tests, and probes into both.
 */
@NullMarked
package io.watchfloor.testkit.stack;

import org.jspecify.annotations.NullMarked;
