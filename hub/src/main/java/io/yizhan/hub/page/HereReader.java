package io.yizhan.hub.page;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.here.HereNow;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.util.HashMap;
import java.util.Map;

/** Reads who is here, with their names. */
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
            HereNow now = HereNow.of(rows, speech.now(), speech.zone(), presence::online);
            return new HereView(speech, now.within(reach), people, agencies);
        });
    }
}
