package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated module remembers without power: its password, and which finger stands where. As a file it is text,
 * one {@code password N}, a {@code parameter N value N} for each that was set, and a {@code position N finger N} for
 * each template.
 */
final class FingerprintFlash {

    private static final Pattern PASSWORD = Pattern.compile("password (-?\\d{1,10})");
    private static final Pattern PARAMETER = Pattern.compile("parameter ([456]) value (\\d{1,2})");
    private static final Pattern POSITION = Pattern.compile("position (\\d{1,3}) finger (\\d{1,9})");

    private final @Nullable Path file;
    private final SortedMap<Integer, Integer> fingers = new TreeMap<>();
    private final SortedMap<Integer, Integer> parameters = new TreeMap<>();
    private int password;

    private FingerprintFlash(@Nullable Path file) {
        this.file = file;
    }

    static FingerprintFlash inMemory() {
        return new FingerprintFlash(null);
    }

    static FingerprintFlash keptIn(Path file) throws IOException {
        FingerprintFlash flash = new FingerprintFlash(file);
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                flash.load(lines.get(i), file + ":" + (i + 1));
            }
        }
        return flash;
    }

    int password() {
        return password;
    }

    SortedMap<Integer, Integer> library() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(fingers));
    }

    void setPassword(int newPassword) throws IOException {
        password = newPassword;
        save();
    }

    /** As SetSysPara numbers them. */
    Optional<Integer> parameter(int number) {
        return Optional.ofNullable(parameters.get(number));
    }

    void setParameter(int number, int value) throws IOException {
        parameters.put(number, value);
        save();
    }

    void put(int position, int finger) throws IOException {
        fingers.put(position, finger);
        save();
    }

    /** Removes the positions from {@code first} to one before {@code end}. */
    void remove(int first, int end) throws IOException {
        fingers.subMap(first, end).clear();
        save();
    }

    private void load(String line, String where) throws IOException {
        Matcher secret = PASSWORD.matcher(line);
        Matcher parameter = PARAMETER.matcher(line);
        Matcher place = POSITION.matcher(line);
        if (secret.matches()) {
            password = (int) Long.parseLong(secret.group(1));
        } else if (parameter.matches()) {
            parameters.put(Integer.parseInt(parameter.group(1)), Integer.parseInt(parameter.group(2)));
        } else if (place.matches() && Integer.parseInt(place.group(1)) < SimulatedFingerprintModule.CAPACITY) {
            fingers.put(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        } else {
            throw new IOException(where
                    + ": expected `password N`, `parameter N value N` or `position N finger N` with positions below "
                    + SimulatedFingerprintModule.CAPACITY
                    + "; name another flash file, or delete this one to begin with an empty library");
        }
    }

    private void save() throws IOException {
        if (file == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("password " + password);
        parameters.forEach((number, value) -> lines.add("parameter " + number + " value " + value));
        fingers.forEach((position, finger) -> lines.add("position " + position + " finger " + finger));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.write(written, lines);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
