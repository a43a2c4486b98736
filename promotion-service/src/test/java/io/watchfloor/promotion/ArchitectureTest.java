package io.watchfloor.promotion;

import io.watchfloor.testkit.arch.HouseRules;

class ArchitectureTest extends HouseRules {}
