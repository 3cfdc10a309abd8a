package chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A machine of the hall: one process that is killed, frozen and started again, and the moments at which it was. */
class Machine {

    /** lib/chaos/launch, as scripts/chaos found it. */
    private static final String LAUNCH = System.getProperty("chaos.launch");

    private static final Duration STARTED_MAX = Duration.ofSeconds(20);
    private static final Duration DEAD_MAX = Duration.ofSeconds(10);

    /** Only one fault at a time has a machine in its hands. */
    final ReentrantLock hands = new ReentrantLock();

    private final String name;
    private final Path folder;
    private final List<String> command;
    private final Map<String, String> surroundings = new LinkedHashMap<>();
    private final List<Kill> kills = new ArrayList<>();
    private Process process;
    private PowerCut powered;
    private long pid;
    private boolean wanted;

    /** @param back null while it is not back */
    record Kill(Instant at, Instant back) {}

    /** @param folder of the hall; logs and pids are below it */
    Machine(String name, Path folder, List<String> command) {
        this.name = name;
        this.folder = folder;
        this.command = List.copyOf(command);
    }

    String name() {
        return name;
    }

    /** A variable of the process's surroundings from its next start on; null takes it away. */
    synchronized void surround(String variable, String value) {
        if (value == null) {
            surroundings.remove(variable);
        } else {
            surroundings.put(variable, value);
        }
    }

    synchronized void start() throws IOException, InterruptedException {
        Path file = pidFile();
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        File log = Files.createDirectories(folder.resolve("logs"))
                .resolve(name + ".log")
                .toFile();
        process = launcher(file, command, log).start();
        wanted = true;
        long until = System.nanoTime() + STARTED_MAX.toNanos();
        while (!Files.exists(file)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException(name + " did not start; its log: " + log);
            }
            Thread.sleep(5);
        }
        pid = Long.parseLong(Files.readString(file).strip());
        if (!kills.isEmpty() && kills.getLast().back() == null) {
            kills.set(kills.size() - 1, new Kill(kills.getLast().at(), Instant.now()));
        }
    }

    /**
     * Runs another program on this machine, to its end.
     *
     * @param output takes what it says
     * @return its code
     */
    int run(List<String> other, Path output, Duration max) throws IOException, InterruptedException {
        ProcessBuilder builder = launcher(pidFile().resolveSibling(name + "-other.pid"), other, output.toFile());
        builder.environment().remove("CHAOS_PRELOAD");
        Process running = builder.start();
        if (!running.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
            running.destroyForcibly();
            throw new IOException(other + " did not end within " + max.toSeconds() + " s: " + output);
        }
        return running.exitValue();
    }

    /** What is killed leaves unpacked libraries behind; two that unpack one in the same folder tear it for each other. */
    private synchronized ProcessBuilder launcher(Path pid, List<String> program, File log) throws IOException {
        Path unpacked = Files.createDirectories(folder.resolve("tmp").resolve(name));
        List<String> whole = new ArrayList<>(List.of(LAUNCH, pid.toString()));
        whole.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(surroundings);
        builder.environment().put("YIZHAN_JVM_FLAGS", "-Djava.io.tmpdir=" + unpacked);
        return builder;
    }

    /** As a pulled plug for the process; what the kernel holds for the disk stays. */
    synchronized void kill() throws IOException, InterruptedException {
        wanted = false;
        kills.add(new Kill(Instant.now(), null));
        signal("KILL");
        if (!process.waitFor(DEAD_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(name + " (process " + pid + ") outlived a kill -9");
        }
    }

    /**
     * From its next start on what it writes here is on disk only when it was synced; power.c keeps the rest
     * takeable.
     */
    void onForgetfulDisk(Path disk) throws IOException {
        Files.createDirectories(disk);
        powered = new PowerCut(disk, folder.resolve("undo").resolve(name));
        powered.forget();
        surround("CHAOS_PRELOAD", System.getenv("CHAOS_POWER_SHIM"));
        surround("CHAOS_POWER", disk.toString());
        surround("CHAOS_UNDO", folder.resolve("undo").resolve(name).toString());
    }

    /** As a pulled plug for the machine. @return changes that were not durable */
    int cutPower(boolean torn, Random random) throws IOException, InterruptedException {
        kill();
        return powered.happen(torn, random);
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    synchronized long pid() {
        return pid;
    }

    /** Whether it ended though nobody killed it. */
    synchronized boolean endedByItself() {
        return wanted && !process.isAlive();
    }

    /** Notes an end of its own as a kill, for whoever starts it again. */
    synchronized int noteEnd() {
        kills.add(new Kill(Instant.now(), null));
        return process.exitValue();
    }

    synchronized List<Kill> kills() {
        return List.copyOf(kills);
    }

    private Path pidFile() {
        return folder.resolve("run").resolve(name + ".pid");
    }

    private void signal(String which) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + which, String.valueOf(pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
