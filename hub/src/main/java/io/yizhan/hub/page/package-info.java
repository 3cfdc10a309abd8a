/** What people see of the hub in a browser: one class and one template a page, and one place for words. */
@NullMarked
package io.yizhan.hub.page;

import org.jspecify.annotations.NullMarked;
