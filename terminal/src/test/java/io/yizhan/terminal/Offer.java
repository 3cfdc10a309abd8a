package io.yizhan.terminal;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.state.Services;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tests' hall offers. */
final class Offer {

    private static final Map<String, String> PAPERS = Map.of("zh-CN", "身份证、户口簿", "en", "ID card, household register");

    private Offer() {}

    /** The first says what to bring, the last is closed. */
    static Services three() {
        return new Services(
                1,
                List.of(
                        service("hukou", Hall.A, "户籍办理", "Household register", PAPERS, true),
                        service("business", Hall.B, "企业开办", "Starting a business", null, true),
                        service("archive", Hall.B, "档案查询", "Archives", null, false)));
    }

    private static Services.Service service(
            String id, SeriesId series, String zh, String en, @Nullable Map<String, String> papers, boolean open) {
        return new Services.Service(
                new ServiceId(id),
                series,
                Map.of("zh-CN", zh, "en", en),
                papers,
                new AgencyId("police"),
                open,
                List.of(new CounterId("3")));
    }
}
