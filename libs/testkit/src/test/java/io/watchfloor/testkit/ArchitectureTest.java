package io.watchfloor.testkit;

import io.watchfloor.testkit.arch.HouseRules;

/** The rules over all libraries, which cannot run them themselves. */
class ArchitectureTest extends HouseRules {}
