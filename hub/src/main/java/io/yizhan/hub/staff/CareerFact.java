package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;

/**
 * What an admin records of agencies and people, and what has no consequence beside its own records. Leaving is none:
 * it erases what proves the person ({@link PersonFingers#leave}).
 */
public sealed interface CareerFact extends HubFact
        permits AgencyAdded,
                AgencyRenamed,
                AgencyGone,
                StaffAdded,
                StaffMoved,
                StaffChanged,
                TenureCorrected,
                ChiefNamed,
                StandInNamed,
                StaffReturned {}
