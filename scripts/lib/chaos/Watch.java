package chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts again what ended by itself, as the system does in a real hall; and keeps count of it. */
final class Watch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Hall hall;
    private final List<String> ends = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    Watch(Hall hall) {
        this.hall = hall;
        thread = Thread.ofPlatform().name("watch").start(this::look);
    }

    synchronized List<String> ends() {
        return List.copyOf(ends);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void look() {
        while (!closed) {
            for (Machine machine : hall.machines()) {
                if (machine.endedByItself()) {
                    startAgain(machine);
                }
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void startAgain(Machine machine) {
        int code = machine.noteEnd();
        ends.add(machine.name() + " ended by itself (" + code + ")");
        System.out.println("        " + ends.getLast() + ", and is started again");
        try {
            machine.start();
        } catch (IOException e) {
            ends.add(machine.name() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
