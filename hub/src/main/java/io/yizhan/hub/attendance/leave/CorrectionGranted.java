package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.HubFact;

/**
 * A correction counts as a punch at its time.
 *
 * @param by the account that granted it: never the one that asked
 */
public record CorrectionGranted(String correction, String by) implements HubFact {}
