-- When a device was in the hall: to_ms is null while it is. A name can be given again, and has a span for each time.
CREATE TABLE hall_span (
    device  TEXT   NOT NULL,
    from_ms BIGINT NOT NULL,
    to_ms   BIGINT,
    PRIMARY KEY (device, from_ms)
);
INSERT INTO hall_span (device, from_ms, to_ms)
    SELECT device, at_ms, until_ms FROM (
        SELECT json_extract(CAST(line AS TEXT), '$.data.device') AS device, type, at_ms, position,
            lead(at_ms) OVER (PARTITION BY json_extract(CAST(line AS TEXT), '$.data.device')
                ORDER BY position) AS until_ms
        FROM entry WHERE device = 'hub' AND type IN ('device-added', 'device-removed') AND fate = 'folded')
    WHERE type = 'device-added' ORDER BY position
    ON CONFLICT (device, from_ms) DO UPDATE SET to_ms = excluded.to_ms;
