package io.yizhan.terminal.selftest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A person at the terminal's console: what to press is written, what is seen is answered with y or n. */
public final class AtTheConsole implements Person {

    private final BufferedReader in;
    private final PrintWriter out;

    public AtTheConsole(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public boolean please(String what, Duration within) {
        out.println(what + "（" + within.toSeconds() + " s）");
        out.flush();
        return true;
    }

    @Override
    public Answer sees(String what) {
        out.print(what + "? [y/n] ");
        out.flush();
        try {
            String answer = in.readLine();
            if (answer == null) {
                return Answer.NOBODY;
            }
            return answer.strip().toLowerCase(Locale.ROOT).startsWith("y") ? Answer.YES : Answer.NO;
        } catch (IOException e) {
            return Answer.NOBODY;
        }
    }
}
