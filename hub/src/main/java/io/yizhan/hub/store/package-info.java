/** One SQLite file: one writer with group commit, many readers, migrations that cannot change unseen. */
@NullMarked
package io.yizhan.hub.store;

import org.jspecify.annotations.NullMarked;
