/**
 * {@code watchfloor rules}: what a detection engineer does with a folder of Sigma rules, and an incident responder with a folder of logs.
 */
@NullMarked
@CheckReturnValue
package io.watchfloor.cli.rules;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
