/** Tables as files of spreadsheet programs, out and in: XLSX and CSV. It knows no domain. */
@NullMarked
package io.yizhan.hub.sheet;

import org.jspecify.annotations.NullMarked;
