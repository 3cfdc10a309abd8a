package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.EnrolmentId;

/** A finger should stand at its reader no longer. */
public record EnrolmentWithdrawn(EnrolmentId enrolment, String reason) implements HubFact {}
