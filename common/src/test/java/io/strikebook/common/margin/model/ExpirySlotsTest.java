package io.strikebook.common.margin.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpirySlotsTest {
    private final ExpirySlots slots = new ExpirySlots(3);

    @Test
    void givesTheLowestFreeNumber() {
        assertThat(slots.size()).isEqualTo(3);
        assertThat(slots.obtain(0)).isZero();
        assertThat(slots.obtain(500)).isEqualTo(1);
        assertThat(slots.obtain(400)).isEqualTo(2);
        assertThat(slots.obtain(500)).isEqualTo(1);
        assertThat(slots.obtain(600)).isEqualTo(ExpirySlots.NONE);
        slots.release(500);
        slots.release(600);
        slots.release(0);
        assertThat(slots.find(500)).isEqualTo(ExpirySlots.NONE);
        assertThat(slots.obtain(600)).isEqualTo(1);
        assertThat(slots.find(400)).isEqualTo(2);
        assertThat(slots.find(0)).isZero();
        assertThat(slots.expiryNs(1)).isEqualTo(600);
        slots.restore(1, 700);
        assertThat(slots.find(700)).isEqualTo(1);
    }
}
