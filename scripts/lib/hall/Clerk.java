package hall;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clerk at a counter, and the citizens who come there. The clerk does what the counter's face asks for, so that
 * a counter that was killed in between is simply gone on with.
 */
public final class Clerk {

    private static final Pattern CALLED = Pattern.compile("^(?:请 |再次呼叫 )([A-Z]+[0-9]+)");
    private static final Pattern ANY = Pattern.compile("");
    private static final Pattern ASKED_TO_RATE = Pattern.compile("请您评价");
    private static final Pattern RATING_OVER = Pattern.compile("谢谢您");
    private static final Duration ANSWER_MAX = Duration.ofSeconds(6);
    private static final Duration RATING_MAX = Duration.ofSeconds(8);
    private static final Duration BETWEEN_KEYS = Duration.ofMillis(90);
    private static final Duration SERVICE = Duration.ofMillis(250);
    private static final Duration NOBODY = Duration.ofMillis(400);

    private final String counter;
    private final Person person;
    private final Panel panel;
    private final Eyes clerkFace;
    private final Eyes citizenFace;
    private final Citizens citizens;

    public Clerk(String counter, Person person, Panel panel, Path witness, Citizens citizens, Instant since) {
        this.counter = counter;
        this.person = person;
        this.panel = panel;
        this.clerkFace = new Eyes(witness, counter + "/clerk/face", Instant.EPOCH);
        this.citizenFace = new Eyes(witness, counter + "/evaluator/face", since);
        this.citizens = citizens;
    }

    /** Serves until nobody comes any more. */
    public void work(BooleanSupplier noMoreTickets, Instant latest) throws IOException, InterruptedException {
        int nobody = 0;
        while (nobody < 3) {
            if (Instant.now().isAfter(latest)) {
                throw new IllegalStateException("counter " + counter + " did not come to an end: its face says "
                        + clerkFace.now().orElse("nothing"));
            }
            String face = clerkFace.now().orElse("请输入工号");
            Matcher called = CALLED.matcher(face);
            if (called.find()) {
                serve(called.group(1));
            } else if (face.contains("工号") || face.contains("已退出") || face.contains("密码")) {
                signIn();
            } else if (face.contains("已请市民评价") || face.contains("评价结束再操作")) {
                citizenFace.await(citizenFace.seen(), RATING_OVER, Duration.ofSeconds(1));
            } else if (face.contains("办理完毕")) {
                press("start-rating");
            } else {
                nobody = next() && noMoreTickets.getAsBoolean() ? nobody + 1 : 0;
            }
        }
    }

    public void signOut() throws IOException, InterruptedException {
        press("sign-out");
    }

    /** @return whether nobody was waiting */
    private boolean next() throws IOException, InterruptedException {
        int seen = clerkFace.seen();
        press("next");
        Pattern outcome = Pattern.compile(CALLED + "|没有人|没有收到|断开|超时|还没有您");
        Optional<Matcher> answer = clerkFace.await(seen, outcome, ANSWER_MAX);
        boolean nobody = answer.isPresent() && answer.get().group().contains("没有人");
        if (nobody || answer.isEmpty() || answer.get().group(1) == null) {
            Thread.sleep(NOBODY);
        }
        return nobody;
    }

    private void serve(String ticket) throws IOException, InterruptedException {
        Citizens.Habit habit = citizens.habit(ticket);
        if (habit.walksAway()) {
            pressAndSee("recall");
            pressAndSee("no-show");
            return;
        }
        Thread.sleep(SERVICE);
        int seen = citizenFace.seen();
        press("start-rating");
        if (citizenFace.await(seen, ASKED_TO_RATE, ANSWER_MAX).isEmpty()) {
            return;
        }
        if (habit.level() > 0) {
            Thread.sleep(BETWEEN_KEYS);
            press("rate-" + habit.level());
        }
        citizenFace.await(seen, RATING_OVER, RATING_MAX);
    }

    private void signIn() throws IOException, InterruptedException {
        press("clear");
        type(person.staff().replaceAll("[^0-9]", ""));
        press("enter");
        type(person.pin());
        int seen = clerkFace.seen();
        press("enter");
        Pattern answered = Pattern.compile("登录成功|不对|已有人登录|多次");
        Optional<Matcher> answer = clerkFace.await(seen, answered, ANSWER_MAX);
        if (answer.isEmpty() || !answer.get().group().equals("登录成功")) {
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    private void type(String digits) throws IOException, InterruptedException {
        for (char digit : digits.toCharArray()) {
            press(String.valueOf(digit));
        }
    }

    private void pressAndSee(String key) throws IOException, InterruptedException {
        int seen = clerkFace.seen();
        press(key);
        clerkFace.await(seen, ANY, ANSWER_MAX);
    }

    private void press(String key) throws IOException, InterruptedException {
        panel.key(counter, key);
        Thread.sleep(BETWEEN_KEYS);
    }
}
