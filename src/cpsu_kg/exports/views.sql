-- Views of the SQLite export: the questions people ask first.

-- Who held which office, from when to when.
CREATE VIEW office_holders AS
SELECT office, office_label, holder, holder_label, capacity, start, end, start_mode, end_mode,
       started_by_label, ended_by_label, disputed_on, id AS tenure
FROM tenures
WHERE office IS NOT NULL
ORDER BY office, earliest_start, id;

-- Who sat in which body, with which rank.
CREATE VIEW body_members AS
SELECT body, body_label, rank, holder, holder_label, start, end, start_mode, end_mode,
       disputed_on, id AS tenure
FROM tenures
WHERE body IS NOT NULL
ORDER BY body, rank, earliest_start, id;

-- Every day of an office line, run by run.
CREATE VIEW line_days AS
SELECT in_line AS line, start, end, status, explained_by_label AS explained_by
FROM spans
ORDER BY in_line, start, id;

-- Where sources conflict: one row per stated value, with what became of it.
CREATE VIEW disputes AS
SELECT j.adjudicates AS thing, j.adjudicates_label AS thing_label, j.on_property AS property,
       CASE l.property WHEN 'accepts' THEN 'accepted' ELSE 'set aside' END AS verdict,
       s.value, s.source, s.source_label, o.grade, s.locator, j.rule, j.reason,
       j.id AS adjudication
FROM adjudications AS j
JOIN links AS l ON l.subject = j.id AND l.property IN ('accepts', 'setsAside')
JOIN attestations AS a ON a.id = l.object
LEFT JOIN statements AS s ON s.attestation = a.id AND s.property = j.on_property
LEFT JOIN sources AS o ON o.id = a.source
ORDER BY j.adjudicates, j.on_property, verdict, s.value, a.id;

-- What each source says, with its grade.
CREATE VIEW claims AS
SELECT s.thing, s.thing_label, s.property, s.value, s.value_label, s.stance, s.source,
       s.source_label, o.grade, o.family, s.locator, s.attestation
FROM statements AS s
LEFT JOIN sources AS o ON o.id = s.source
ORDER BY s.thing, s.property, s.value, s.attestation;

-- What happened, in order, with those who took part.
CREATE VIEW timeline AS
SELECT e.start, e.end, e.kind, e.label, p.role, p.agent_label AS agent, e.id AS event
FROM events AS e
LEFT JOIN participants AS p ON p.event = e.id
ORDER BY e.earliest_start, e.id, p.role, p.agent;
