package io.yizhan.hub.access;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.List;

/** Accounts and tokens by name; what proves them is in tables beside, which no rebuild touches. */
public final class AccessProjection implements Projection {

    /** What the hub's journal may say of access. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(
            AccountAdded.class,
            AccountRoleChanged.class,
            AccountClosed.class,
            PasswordChanged.class,
            ApiTokenAdded.class,
            ApiTokenRevoked.class);

    @Override
    public List<String> tables() {
        return List.of("account", "api_token");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case AccountAdded added -> add(tx, entry, added);
            case AccountRoleChanged changed -> change(tx, entry, changed);
            case AccountClosed closed -> {
                if (tx.update("UPDATE account SET closed = 1 WHERE account = ?", closed.account()) == 0) {
                    throw new RuleBrokenException("there is no account " + closed.account() + " to close");
                }
            }
            case PasswordChanged changed -> {
                if (tx.number("SELECT count(*) FROM account WHERE account = ? AND closed = 0", changed.account())
                        == 0) {
                    throw new RuleBrokenException(
                            "there is no account " + changed.account() + " that could have a password");
                }
            }
            case ApiTokenAdded added -> add(tx, entry, added);
            case ApiTokenRevoked revoked -> {
                if (tx.update("UPDATE api_token SET revoked = 1 WHERE name = ?", revoked.name()) == 0) {
                    throw new RuleBrokenException("there is no token " + revoked.name() + " to revoke");
                }
            }
            default -> {}
        }
    }

    private static void add(Tx tx, Entry entry, AccountAdded added) throws SQLException, RuleBrokenException {
        String name = new AccountName(added.account()).text();
        if (tx.number("SELECT count(*) FROM account WHERE account = ?", name) > 0) {
            throw new RuleBrokenException("there was an account " + name + " already: choose another name");
        }
        tx.update(
                "INSERT INTO account (account, role, staff, agency, closed, changed_ms, changed_earliest_ms,"
                        + " changed_latest_ms, changed_by) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)",
                name,
                added.role(),
                added.staff(),
                added.agency(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                added.by());
    }

    private static void change(Tx tx, Entry entry, AccountRoleChanged changed)
            throws SQLException, RuleBrokenException {
        int touched = tx.update(
                "UPDATE account SET role = ?, staff = ?, agency = ?, changed_ms = ?, changed_earliest_ms = ?,"
                        + " changed_latest_ms = ?, changed_by = ? WHERE account = ? AND closed = 0",
                changed.role(),
                changed.staff(),
                changed.agency(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                changed.by(),
                changed.account());
        if (touched == 0) {
            throw new RuleBrokenException("there is no account " + changed.account() + " that could have a role");
        }
    }

    private static void add(Tx tx, Entry entry, ApiTokenAdded added) throws SQLException, RuleBrokenException {
        if (tx.number("SELECT count(*) FROM api_token WHERE name = ?", added.name()) > 0) {
            throw new RuleBrokenException("there was a token " + added.name() + " already: choose another name");
        }
        tx.update(
                "INSERT INTO api_token (name, revoked, role, staff, agency, changed_ms, changed_earliest_ms,"
                        + " changed_latest_ms, changed_by) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)",
                added.name(),
                added.role() == null ? Role.ADMIN : added.role(),
                added.staff(),
                added.agency(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                added.by());
    }
}
