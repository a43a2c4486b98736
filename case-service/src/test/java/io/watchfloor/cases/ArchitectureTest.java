package io.watchfloor.cases;

import io.watchfloor.testkit.arch.HouseRules;

class ArchitectureTest extends HouseRules {}
