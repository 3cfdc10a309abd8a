package io.yizhan.hub.staff.register;

import io.yizhan.hub.sheet.FoundTable;
import io.yizhan.hub.sheet.SheetReader;
import io.yizhan.hub.sheet.UnreadableSheetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A file that somebody wants to import, read but not judged. */
public record RegisterFile(String sha256, List<FoundTable> tables) {

    public RegisterFile {
        tables = List.copyOf(tables);
    }

    public static RegisterFile read(byte[] file) throws UnreadableSheetException {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
            return new RegisterFile(sha256, SheetReader.read(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
