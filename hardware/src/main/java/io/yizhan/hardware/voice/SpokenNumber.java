package io.yizhan.hardware.voice;

import java.util.Locale;
import java.util.StringJoiner;

/** How a ticket's number is said: sign by sign, since synthesizers read A023 as "A twenty-three". */
public final class SpokenNumber {

    private static final String[] CHINESE = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    private static final String[] ENGLISH = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    private SpokenNumber() {}

    /**
     * A023 is "A 零二三" in every Chinese, "A zero two three" elsewhere. Letters stand alone, digits are spelled, and what
     * is neither (a dash) is a pause.
     */
    public static String of(String number, Locale language) {
        boolean chinese = isChinese(language);
        StringJoiner words = new StringJoiner(" ");
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            char sign = number.charAt(i);
            if (sign >= '0' && sign <= '9') {
                if (!chinese && !digits.isEmpty()) {
                    digits.append(' ');
                }
                digits.append((chinese ? CHINESE : ENGLISH)[sign - '0']);
                continue;
            }
            flush(digits, words);
            if (Character.isLetter(sign)) {
                words.add(String.valueOf(Character.toUpperCase(sign)));
            }
        }
        flush(digits, words);
        return words.toString();
    }

    static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh") || isCantonese(language);
    }

    static boolean isCantonese(Locale language) {
        return language.getLanguage().equals("yue")
                || (language.getLanguage().equals("zh") && language.getCountry().equals("HK"));
    }

    private static void flush(StringBuilder digits, StringJoiner words) {
        if (!digits.isEmpty()) {
            words.add(digits.toString());
            digits.setLength(0);
        }
    }
}
