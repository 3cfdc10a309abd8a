package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Accounts;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Outcome;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 账号: who may sign in and as what, and which programs may ask; a password or a token is shown once, when it is made.
 */
public final class AccountsPage {

    private final Site site;
    private final Accounts accounts;
    private final ApiTokens tokens;

    AccountsPage(Site site, Accounts accounts, ApiTokens tokens) {
        this.site = site;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /**
     * What the template shows.
     *
     * @param told what became of what was sent; null at first
     */
    public record View(
            Frame frame,
            List<Accounts.Line> accounts,
            List<ApiTokens.Line> tokens,
            Choices choices,
            @Nullable Told told) {

        public View {
            accounts = List.copyOf(accounts);
            tokens = List.copyOf(tokens);
        }

        public boolean isOwn(Accounts.Line line) {
            return frame.visitor() != null
                    && line.account().name().equals(frame.visitor().account().name());
        }
    }

    /**
     * What became of what was sent.
     *
     * @param sentence of it
     * @param remedy what to do about it; empty where it was done
     * @param secret to be shown this once; null for none
     * @param code for who looks after the hub; empty where it was done
     */
    public record Told(
            String sentence, String remedy, @Nullable String secret, String code) {}

    /** What can be chosen for a standing; and the words for one. */
    public record Choices(Speech speech, List<Agency> agencies, List<StaffMember> people, List<StaffMember> left) {

        public Choices {
            agencies = List.copyOf(agencies);
            people = List.copyOf(people);
            left = List.copyOf(left);
        }

        public Role[] roles() {
            return Role.values();
        }

        /** In the form. */
        public String value(Role role) {
            return Json.wireName(role);
        }

        /** Which further field of the form is the role's. */
        public String bound(Role role) {
            return Json.wireName(role.bound());
        }

        public String word(Role role) {
            return speech.say("role." + Json.wireName(role));
        }

        /** What the role lets do, in a sentence. */
        public String note(Role role) {
            return speech.say("role." + Json.wireName(role) + ".note");
        }

        /** Whose it is: an agency's or a person's name; empty for one of the whole hall. */
        public String whose(Standing standing) {
            if (standing.agency() != null) {
                return agencies.stream()
                        .filter(agency -> agency.agency().equals(standing.agency()))
                        .map(speech::name)
                        .findFirst()
                        .orElse(standing.agency().text());
            }
            if (standing.staff() == null) {
                return "";
            }
            return member(standing)
                    .map(member -> member.name() + " " + member.staff() + " · " + speech.name(member.agency()))
                    .orElse(standing.staff().text());
        }

        /** Whether it opens nothing because its person works here no longer. */
        public boolean isOrphan(Standing standing) {
            return standing.role().bound() == Role.Bound.PERSON
                    && people.stream().noneMatch(member -> member.staff().equals(standing.staff()));
        }

        private Optional<StaffMember> member(Standing standing) {
            return Stream.concat(people.stream(), left.stream())
                    .filter(member -> member.staff().equals(standing.staff()))
                    .findFirst();
        }
    }

    List<Route> routes() {
        String account = Tab.ACCOUNTS.path() + "/{account}";
        return List.of(
                Route.get(Tab.ACCOUNTS.path(), Right.SEE_ACCOUNTS, ctx -> show(ctx, null)),
                Route.post(Tab.ACCOUNTS.path(), Right.KEEP_ACCOUNTS, this::open),
                Route.post(account + "/role", Right.KEEP_ACCOUNTS, ctx -> {
                    Standing standing = standing(ctx);
                    tell(ctx, "role", name(ctx), accounts.changeRole(account(ctx), standing, by(ctx)));
                }),
                Route.post(
                        account + "/password",
                        Right.KEEP_ACCOUNTS,
                        ctx -> tell(ctx, "password", name(ctx), accounts.resetPassword(account(ctx), by(ctx)))),
                Route.post(
                        account + "/close",
                        Right.KEEP_ACCOUNTS,
                        ctx -> tell(ctx, "closed", name(ctx), accounts.close(account(ctx), by(ctx)))),
                Route.post("/tokens", Right.KEEP_ACCOUNTS, this::makeToken),
                Route.post(
                        "/tokens/{account}/revoke",
                        Right.KEEP_ACCOUNTS,
                        ctx -> tell(ctx, "revoked", name(ctx), tokens.revoke(name(ctx), by(ctx)))));
    }

    private void open(Context ctx) {
        String typed = field(ctx, "name");
        Optional<AccountName> name = AccountName.typed(typed);
        Outcome outcome = name.isEmpty()
                ? new Outcome.Refused(Outcome.Why.BAD_NAME, "\"" + typed + "\" is no name of an account")
                : accounts.open(new Account(name.get(), standing(ctx)), by(ctx));
        tell(ctx, "opened", typed, outcome);
    }

    private void makeToken(Context ctx) {
        String name = field(ctx, "name");
        tell(ctx, "token", name, tokens.make(name, standing(ctx), by(ctx)));
    }

    private void tell(Context ctx, String what, String name, Outcome outcome) {
        Words words = site.words(ctx);
        show(
                ctx,
                switch (outcome) {
                    case Outcome.Done() -> new Told(words.say("accounts.done." + what, name), "", null, "");
                    case Outcome.Made(String secret) ->
                        new Told(words.say("accounts.done." + what, name), "", secret, "");
                    case Outcome.Refused(Outcome.Why why, String say) -> {
                        ctx.status(HttpStatus.CONFLICT);
                        String key = "accounts.why." + Json.wireName(why);
                        yield new Told(words.say(key, name), words.say(key + ".do"), null, say);
                    }
                });
    }

    private void show(Context ctx, @Nullable Told told) {
        Frame frame = site.frame(ctx, Tab.ACCOUNTS);
        Choices choices = site.read(rows -> {
            List<StaffMember> all = People.all(rows);
            return new Choices(
                    frame.speech(),
                    People.agencies(rows),
                    all.stream().filter(StaffMember::isHere).toList(),
                    all.stream().filter(member -> !member.isHere()).toList());
        });
        site.show(ctx, "accounts", new View(frame, accounts.lines(), tokens.lines(), choices, told));
    }

    /** Of the form, as far as its role has a place for it; who and what it names must be in the hall. */
    private Standing standing(Context ctx) {
        String word = field(ctx, "role");
        Role role = Arrays.stream(Role.values())
                .filter(each -> Json.wireName(each).equals(word))
                .findFirst()
                .orElseThrow(() -> bad("role: \"" + word + "\" is none of the roles"));
        return switch (role.bound()) {
            case NOTHING -> Standing.of(role);
            case AGENCY -> {
                AgencyId agency = id(ctx, "agency", AgencyId::new);
                boolean there = agency == null
                        || site.read(People::agencies).stream()
                                .anyMatch(each -> each.agency().equals(agency));
                yield new Standing(role, there ? agency : null, null);
            }
            case PERSON -> {
                StaffId staff = id(ctx, "staff", StaffId::new);
                boolean here = staff == null
                        || site.read(rows -> People.presentAgency(rows, staff)).isPresent();
                yield new Standing(role, null, here ? staff : null);
            }
        };
    }

    private static AccountName account(Context ctx) {
        return AccountName.typed(name(ctx))
                .orElseThrow(() -> bad("account: \"" + name(ctx) + "\" is no name of an account"));
    }

    private static String name(Context ctx) {
        return ctx.pathParam("account");
    }

    private static String by(Context ctx) {
        return Gate.presentVisitor(ctx).account().name().text();
    }

    private static <T> @Nullable T id(Context ctx, String field, Function<String, T> read) {
        String text = field(ctx, field);
        try {
            return text.isEmpty() ? null : read.apply(text);
        } catch (IllegalArgumentException e) {
            throw bad(field + ": " + e.getMessage());
        }
    }

    private static String field(Context ctx, String name) {
        @Nullable String value = ctx.formParam(name);
        return value == null ? "" : value.strip();
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Refusal.BAD_REQUEST, message);
    }
}
