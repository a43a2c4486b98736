/**
 * The rules of {@code docs/architecture.md} that a machine can check.
 */
@NullMarked
package io.watchfloor.testkit.arch;

import org.jspecify.annotations.NullMarked;
