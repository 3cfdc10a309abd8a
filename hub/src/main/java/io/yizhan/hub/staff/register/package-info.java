/** The people and agencies as a spreadsheet 花名册: written, and read back against the records. */
@NullMarked
package io.yizhan.hub.staff.register;

import org.jspecify.annotations.NullMarked;
