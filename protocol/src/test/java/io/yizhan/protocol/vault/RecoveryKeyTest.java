package io.yizhan.protocol.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {

    private static final byte[] NOTHING = {};
    private static final byte[] PIECE = "an entry".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final RecoveryKey key = RecoveryKey.random(random);

    @Test
    void a_key_written_down_is_the_same_key_however_it_is_typed() {
        String text = key.text();

        assertThat(text).matches("([0-9a-z]{4}[ \\n]){13}[0-9a-z]{4}");
        assertThat(RecoveryKey.of(text).lock()).isEqualTo(key.lock());
        assertThat(RecoveryKey.of(text.replace(" ", "-").toUpperCase(Locale.ROOT) + "\n")
                        .lock())
                .isEqualTo(key.lock());
        assertThat(key).asString().doesNotContain(text.substring(0, 4));
    }

    @Test
    void one_wrong_sign_is_one_clear_line() {
        String text = key.text();
        char wrong = text.charAt(7) == 'x' ? 'y' : 'x';

        assertThatThrownBy(() -> RecoveryKey.of(text.substring(0, 7) + wrong + text.substring(8)))
                .hasMessageContaining("is mistyped: its last group does not fit");
        assertThatThrownBy(() -> RecoveryKey.of(text.substring(2))).hasMessageContaining("expected 56");
        assertThatThrownBy(() -> RecoveryKey.of("!" + text.substring(1))).hasMessageContaining("group 1");
    }

    @Test
    void what_the_lock_seals_only_its_key_opens() throws Exception {
        Seal seal = Seal.under(RecoveryLock.of(key.lock().text()), "test", random);
        byte[] sealed = seal.close(1, NOTHING, PIECE);

        assertThat(Seal.opened(RecoveryKey.of(key.text()), seal.opening(), "test")
                        .open(1, NOTHING, sealed))
                .isEqualTo(PIECE);
        for (Seal wrong : new Seal[] {
            Seal.opened(RecoveryKey.random(random), seal.opening(), "test"),
            Seal.opened(key, seal.opening(), "another purpose")
        }) {
            assertThatThrownBy(() -> wrong.open(1, NOTHING, sealed)).isInstanceOf(WrongKeyException.class);
        }
        assertThatThrownBy(() -> seal.open(2, NOTHING, sealed)).isInstanceOf(WrongKeyException.class);
        assertThatThrownBy(() -> seal.open(1, PIECE, sealed)).isInstanceOf(WrongKeyException.class);
        sealed[3] ^= 1;
        assertThatThrownBy(() -> seal.open(1, NOTHING, sealed)).isInstanceOf(WrongKeyException.class);
    }
}
