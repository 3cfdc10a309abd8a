package io.yizhan.hub.page;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.here.HereNow;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.queue.CounterPlate;
import io.yizhan.hub.queue.Counters;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads who is here, with their names, and at which counters. */
final class HereReader {

    private final Site site;
    private final Presence presence;

    HereReader(Site site, Presence presence) {
        this.site = site;
        this.presence = presence;
    }

    HereView read(Speech speech, Reach reach) {
        return site.<HereView>read(rows -> {
            Map<StaffId, StaffMember> people = new HashMap<>();
            for (StaffMember person : People.all(rows)) {
                people.put(person.staff(), person);
            }
            Map<AgencyId, Agency> agencies = new HashMap<>();
            for (Agency agency : People.everyAgency(rows)) {
                agencies.put(agency.agency(), agency);
            }
            Map<StaffId, List<CounterId>> counters = counters(rows, speech);
            HereNow now = HereNow.of(rows, speech.now(), speech.zone(), presence::online);
            return new HereView(speech, now.within(reach), people, agencies, counters);
        });
    }

    /** At which counters each person signed in today, as far as devices that are heard now say so. */
    private Map<StaffId, List<CounterId>> counters(Rows rows, Speech speech) throws SQLException {
        Instant morning = speech.today().atStartOfDay(speech.zone()).toInstant();
        Map<StaffId, List<CounterId>> counters = new HashMap<>();
        for (CounterPlate plate : Counters.all(rows, morning)) {
            StaffId staff = plate.staff();
            Instant since = plate.signedInAt();
            if (staff != null && since != null && !since.isBefore(morning) && presence.online(plate.device())) {
                counters.computeIfAbsent(staff, _ -> new ArrayList<>()).add(plate.counter());
            }
        }
        return counters;
    }
}
