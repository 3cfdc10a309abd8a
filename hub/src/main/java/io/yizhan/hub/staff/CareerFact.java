package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;

/**
 * What an admin records of agencies and people, and what has no consequence beside its own records. Leaving is none,
 * nor is having never come: they erase what proves the person ({@link PersonFingers}).
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
