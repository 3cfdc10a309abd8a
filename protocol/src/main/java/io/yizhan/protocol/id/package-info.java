/** The names of things, as records that refuse what is not a name. */
@NullMarked
package io.yizhan.protocol.id;

import org.jspecify.annotations.NullMarked;
