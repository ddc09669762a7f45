package io.strikebook.feeder.venue;

import java.util.Arrays;
import java.util.zip.CRC32;

/** CRC-32 of numbers as venues write them, made of fixed point again. Allocates nothing after construction. */
public final class DigitSum {
    private static final int PLACES = 8;
    private static final int LONGEST = 40;
    private static final long E8 = 100_000_000L;

    private final CRC32 crc = new CRC32();
    private byte[] text = new byte[4_096];
    private int length;

    /** Begins anew. */
    public void begin() {
        length = 0;
    }

    /** The checksum of what was written, as an unsigned number. */
    public long value() {
        crc.reset();
        crc.update(text, 0, length);
        return crc.getValue();
    }

    /** Writes one character. */
    public void put(final char character) {
        reserve();
        text[length++] = (byte) character;
    }

    /** Writes the digits of a number with so many decimals, without the point and without leading zeros. */
    public void putDigits(final long numberE8, final int decimals) {
        reserve();
        long digits = numberE8;
        for (int i = decimals; i < PLACES; i++) {
            digits /= 10;
        }
        putWhole(digits, 1);
        for (int i = PLACES; i < decimals; i++) {
            text[length++] = '0';
        }
    }

    /** Writes a number without zeros behind its last decimal. */
    public void putPlain(final long numberE8) {
        reserve();
        putWhole(numberE8 / E8, 1);
        long fraction = numberE8 % E8;
        if (fraction == 0) {
            return;
        }
        int places = PLACES;
        while (fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        text[length++] = '.';
        putWhole(fraction, places);
    }

    private void putWhole(final long number, final int leastDigits) {
        int digits = leastDigits;
        for (long rest = power(leastDigits);
                rest > 0 && number >= rest;
                rest = rest > Long.MAX_VALUE / 10 ? 0 : rest * 10) {
            digits++;
        }
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            text[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private static long power(final int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private void reserve() {
        if (length + LONGEST > text.length) {
            text = Arrays.copyOf(text, text.length * 2);
        }
    }
}
