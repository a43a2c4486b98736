package io.watchfloor.detection;

import io.watchfloor.testkit.arch.HouseRules;

class ArchitectureTest extends HouseRules {}
