package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.queue.CallRuleSet;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.queue.ServiceChanged;
import io.yizhan.hub.queue.ServiceSwitched;
import io.yizhan.hub.staff.Wording;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the forms of the page of services say. A field that makes no sense is named, so that the page can say why. */
final class ServiceForm {

    /** Minutes in the form: an age is no matter of seconds to who sets it. */
    static final int AGED_MINUTES_MAX = CallRuleSet.AGED_S_MAX / 60;

    private final Form form;
    private final List<String> ticked;
    private final String by;

    ServiceForm(Context ctx) {
        this.form = new Form(ctx);
        this.ticked = ctx.formParams("counter");
        this.by = Gate.presentVisitor(ctx).account().name().text();
    }

    /** A field that cannot be what it says. */
    enum Unfit {
        SERVICE,
        SERIES,
        NAME,
        NAME_EN,
        AGENCY,
        COUNTERS,
        PAPERS,
        PAPERS_EN,
        OPEN,
        ONE_IN,
        AGED;

        /** Of its words. */
        String key() {
            return "services.unfit." + Json.wireName(this);
        }
    }

    /** Such a field. */
    static final class UnfitFieldException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Unfit field;

        private UnfitFieldException(Unfit field, IllegalArgumentException cause) {
            super(cause);
            this.field = field;
        }

        Unfit field() {
            return field;
        }
    }

    ServiceAdded added() {
        return new ServiceAdded(
                field(Unfit.SERVICE, "service", ServiceId::new),
                field(Unfit.SERIES, "series", SeriesId::new),
                name(),
                nameEn(),
                agency(),
                counters(List.of()),
                by);
    }

    /** @param before whose counters keep their order; those that come to them stand behind */
    ServiceChanged changed(HallService before) {
        return new ServiceChanged(before.service(), name(), nameEn(), agency(), counters(before.counters()), by);
    }

    ServiceSwitched switched(ServiceId service) {
        boolean open = field(Unfit.OPEN, "open", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("open is true or false, not \"" + text + "\"");
        });
        return new ServiceSwitched(service, open, by);
    }

    PapersSaid papers(ServiceId service) {
        @Nullable String papers = form.textOrNull("papers");
        made(Unfit.PAPERS, () -> new PapersSaid(service, papers, null));
        return made(Unfit.PAPERS_EN, () -> new PapersSaid(service, papers, form.textOrNull("papers_en"), by));
    }

    CallRuleSet callRule() {
        int oneIn = number(Unfit.ONE_IN, "one_in", CallRuleSet.ONE_IN_MAX);
        int minutes = number(Unfit.AGED, "aged_minutes", AGED_MINUTES_MAX);
        return new CallRuleSet(
                oneIn, Math.toIntExact(Duration.ofMinutes(minutes).toSeconds()), by);
    }

    private String name() {
        return field(Unfit.NAME, "name", text -> line(text, ServiceAdded.NAME_MAX));
    }

    private @Nullable String nameEn() {
        return form.text("name_en").isEmpty()
                ? null
                : field(Unfit.NAME_EN, "name_en", text -> line(text, ServiceAdded.NAME_EN_MAX));
    }

    private static String line(String text, int most) {
        Wording.check("a service's name", text, most);
        return text;
    }

    private AgencyId agency() {
        return field(Unfit.AGENCY, "agency", AgencyId::new);
    }

    private List<CounterId> counters(List<CounterId> before) {
        List<CounterId> wanted = made(
                Unfit.COUNTERS,
                () -> ticked.stream().map(CounterId::new).distinct().toList());
        if (wanted.isEmpty()) {
            throw new UnfitFieldException(Unfit.COUNTERS, new IllegalArgumentException("no counter is ticked"));
        }
        List<CounterId> ordered = new ArrayList<>(before);
        ordered.retainAll(wanted);
        wanted.stream().filter(counter -> !ordered.contains(counter)).forEach(ordered::add);
        return ordered;
    }

    private int number(Unfit field, String name, int most) {
        return field(field, name, text -> {
            int number = Integer.parseInt(text);
            if (number < 1 || number > most) {
                throw new IllegalArgumentException(number + " is outside 1–" + most);
            }
            return number;
        });
    }

    private <T> T field(Unfit field, String name, Function<String, T> read) {
        return made(field, () -> read.apply(form.text(name)));
    }

    private static <T> T made(Unfit field, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new UnfitFieldException(field, e);
        }
    }
}
