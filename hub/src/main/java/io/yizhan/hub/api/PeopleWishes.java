package io.yizhan.hub.api;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What programs send of agencies and people. Days are of the hall's zone. */
public final class PeopleWishes {

    private PeopleWishes() {}

    public record AgencyWish(
            AgencyId agency, String name, @Nullable String nameEn) {}

    public record NameWish(String name, @Nullable String nameEn) {}

    public record LastDayWish(LocalDate lastDay) {}

    /**
     * Somebody new.
     *
     * @param since today without it
     * @param counterSince the same as {@code since} without it
     */
    public record PersonWish(
            StaffId staff,
            String name,
            AgencyId agency,
            @Nullable String post,
            @Nullable LocalDate since,
            @Nullable LocalDate counterSince) {}

    public record MoveWish(AgencyId agency, LocalDate from) {}

    public record ChangeWish(String name, @Nullable String post, LocalDate from) {}

    public record TenureWish(LocalDate since, LocalDate counterSince) {}

    /** @param staff null for none */
    public record ChiefWish(@Nullable StaffId staff, LocalDate from) {}

    /** @param b null for nobody */
    public record StandInWish(@Nullable StaffId b, LocalDate from) {}

    public record ReturnWish(LocalDate from) {}
}
