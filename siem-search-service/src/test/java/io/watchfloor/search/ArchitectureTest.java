package io.watchfloor.search;

import io.watchfloor.testkit.arch.HouseRules;

class ArchitectureTest extends HouseRules {}
