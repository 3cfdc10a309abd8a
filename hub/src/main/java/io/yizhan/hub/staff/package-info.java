/** Agencies, window staff, their consents, fingers and PINs. */
@NullMarked
package io.yizhan.hub.staff;

import org.jspecify.annotations.NullMarked;
