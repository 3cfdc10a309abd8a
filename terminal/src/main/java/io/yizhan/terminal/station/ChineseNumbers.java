package io.yizhan.terminal.station;

import io.yizhan.hardware.voice.SpokenNumber;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;

/** Numbers as Mandarin says them. */
final class ChineseNumbers {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final int SAID_MAX = 99;

    private ChineseNumbers() {}

    /** 0 to 99: 三, 十, 十二, 三十一. */
    static String of(int number) {
        if (number < 0 || number > SAID_MAX) {
            throw new IllegalArgumentException(number + " is outside 0–" + SAID_MAX);
        }
        String ones = number % 10 == 0 ? "" : digit(number % 10);
        return switch (number / 10) {
            case 0 -> digit(number);
            case 1 -> "十" + ones;
            default -> digit(number / 10) + "十" + ones;
        };
    }

    /** 八点三十一分, 八点零五分, 八点整. */
    static String of(LocalTime time) {
        String minute = switch (time.getMinute()) {
            case 0 -> "整";
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> "零" + of(time.getMinute()) + "分";
            default -> of(time.getMinute()) + "分";
        };
        return (time.getHour() == 2 ? "两" : of(time.getHour())) + "点" + minute;
    }

    /** A counter's plate: 3 is 三, 12 is 十二, 105 is 一零五, B2 is B二. */
    static String plate(String plate) {
        if (plate.matches("[1-9][0-9]?")) {
            return of(Integer.parseInt(plate));
        }
        StringBuilder said = new StringBuilder();
        plate.chars().forEach(c -> said.append(c >= '0' && c <= '9' ? digit(c - '0') : String.valueOf((char) c)));
        return said.toString();
    }

    /** A ticket's number sign by sign, since synthesizers read A023 as "A twenty-three": A零二三. */
    static String spelled(String number) {
        return SpokenNumber.of(number, Locale.SIMPLIFIED_CHINESE).replace(" ", "");
    }

    /**
     * How the recording of one sign is named: {@code 0} to {@code 10} for 零 to 十, {@code a} to {@code z} for letters;
     * empty for anything else.
     */
    static Optional<String> clip(String sign) {
        int digit = DIGITS.indexOf(sign);
        if (digit >= 0) {
            return Optional.of(String.valueOf(digit));
        }
        if (sign.equals("十")) {
            return Optional.of("10");
        }
        return sign.matches("[A-Za-z]") ? Optional.of(sign.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String digit(int digit) {
        return DIGITS.substring(digit, digit + 1);
    }
}
