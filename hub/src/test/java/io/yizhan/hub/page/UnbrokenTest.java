package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.page.Unbroken.Piece;
import org.junit.jupiter.api.Test;

/** Where a line may end in a sentence with days. */
class UnbrokenTest {

    @Test
    void a_day_stays_with_its_weekday_and_its_time() {
        assertThat(Unbroken.pieces("2026-11-27 周五 至 2026-11-30 周一 08:31"))
                .containsExactly(
                        new Piece("2026-11-27 周五", true),
                        new Piece(" 至 ", false),
                        new Piece("2026-11-30 周一 08:31", true));
        assertThat(Unbroken.pieces("on 2026-11-27 Fri morning"))
                .containsExactly(
                        new Piece("on ", false), new Piece("2026-11-27 Fri", true), new Piece(" morning", false));
    }

    @Test
    void a_sentence_without_a_day_is_one_piece_and_nothing_is_none() {
        assertThat(Unbroken.pieces("下午签到 2026-1")).containsExactly(new Piece("下午签到 2026-1", false));
        assertThat(Unbroken.pieces("")).isEmpty();
    }
}
