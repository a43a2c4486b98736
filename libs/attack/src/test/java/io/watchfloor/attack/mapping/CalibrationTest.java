package io.watchfloor.attack.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void confidenceLiesOnTheLineBetweenPoints() {
        Calibration calibration = new Calibration(new float[] {0, 0.5f, 1}, new float[] {0, 0.2f, 0.8f});
        assertThat(calibration.confidence(0.25)).isCloseTo(0.1, within(1e-6));
        assertThat(calibration.confidence(0.5)).isCloseTo(0.2, within(1e-6));
        assertThat(calibration.confidence(0.75)).isCloseTo(0.5, within(1e-6));
        assertThat(calibration.confidence(1)).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void aLineThatFallsIsRefused() {
        assertThatThrownBy(() -> new Calibration(new float[] {0, 1}, new float[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calibration(new float[] {0, 0}, new float[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calibration(new float[] {0}, new float[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
