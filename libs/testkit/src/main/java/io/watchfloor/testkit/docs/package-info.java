/** Documents that are made from the code, and the checks that they still agree with it. */
@NullMarked
package io.watchfloor.testkit.docs;

import org.jspecify.annotations.NullMarked;
