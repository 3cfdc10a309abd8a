/** The ZhianTec packet protocol: ZFM-20, R307, R503, AS608. */
@NullMarked
package io.yizhan.hardware.fingerprint.zhiantec;

import org.jspecify.annotations.NullMarked;
